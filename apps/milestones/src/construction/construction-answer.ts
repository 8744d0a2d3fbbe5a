import type { Milestone } from '@zhuji/contracts'
import { type Construction, currentBaseline } from './construction.js'

/** What a caller is told about a construction; the state's own shape stays free to change. */
export function describeConstruction(projectId: string, version: number, construction: Construction) {
  const { standing, baselines, progress, inspections, takenOver } = construction
  return {
    projectId,
    version,
    standing,
    plan: currentBaseline(construction) ?? null,
    baselines,
    forecasts: forecastsOf(construction),
    reached: reachedOf(construction),
    physicalPercent: progress?.physicalPercent ?? null,
    completedInvestmentFen: progress?.completedInvestmentFen ?? null,
    lastReportId: progress?.reportId ?? null,
    lastReportOn: progress?.reportedOn ?? null,
    reports: progress?.reports ?? 0,
    takenOverOn: takenOver?.on ?? null,
    takenOverFrom: takenOver?.from ?? null,
    lastInspectionOn: inspections?.lastOn ?? null,
    lastFinding: inspections?.finding ?? null,
    inspections: inspections?.count ?? 0,
  }
}

function forecastsOf({ forecasts }: Construction) {
  return Object.entries(forecasts).flatMap(([milestone, revisions]) => {
    const [first] = revisions
    const last = revisions.at(-1)
    if (!first || !last) return []
    return [{ milestone, forecastOn: last.forecastOn, firstForecastOn: first.forecastOn, revisions }]
  })
}

function reachedOf({ reached }: Construction) {
  const entries = Object.entries(reached) as [Milestone, string][]
  return entries
    .map(([milestone, reachedOn]) => ({ milestone, reachedOn }))
    .sort((one, other) => (one.reachedOn < other.reachedOn ? -1 : Number(one.reachedOn > other.reachedOn)))
}
