import { type Milestone, milestoneIds } from '@zhuji/contracts'
import { type CalendarDate, daysBetween } from '@zhuji/kernel'
import type { Construction } from '../construction/construction.js'

/** What was expected of one milestone, by the day on which it was expected: forecast date against report date. */
export interface MilestoneTrend {
  readonly milestone: Milestone
  /** Where each baseline put it. */
  readonly baselines: readonly {
    readonly version: number
    readonly adoptedOn: CalendarDate
    readonly plannedOn: CalendarDate
  }[]
  readonly points: readonly TrendPoint[]
  readonly reachedOn: CalendarDate | null
  /** Days between the baseline in force and what is expected now, or was reached; null while one of them is unknown. */
  readonly slipDays: number | null
  /** The same against the first baseline: what re-baselining would hide. */
  readonly slipFromFirstDays: number | null
}

export interface TrendPoint {
  /** The day on which it was expected. */
  readonly on: CalendarDate
  readonly expectedOn: CalendarDate
  readonly by: 'baseline' | 'forecast' | 'actual'
}

/** As things stood on a day. A milestone of which nothing was planned, expected or reached by then is left out. */
export function trendOf(construction: Construction, asOf: CalendarDate): readonly MilestoneTrend[] {
  return milestoneIds.flatMap((milestone) => {
    const trend = trendOfOne(construction, milestone, asOf)
    return trend.points.length > 0 ? [trend] : []
  })
}

function trendOfOne(construction: Construction, milestone: Milestone, asOf: CalendarDate): MilestoneTrend {
  const baselines = construction.baselines.flatMap(({ version, adoptedOn, steps }) => {
    const plannedOn = steps.find((step) => step.milestone === milestone)?.plannedOn
    return plannedOn !== undefined && adoptedOn <= asOf ? [{ version, adoptedOn, plannedOn }] : []
  })
  const forecasts = (construction.forecasts[milestone] ?? []).filter(({ on }) => on <= asOf)
  const day = construction.reached[milestone]
  const reachedOn = day !== undefined && day <= asOf ? day : null
  const [first] = baselines
  const expectedOn = reachedOn ?? forecasts.at(-1)?.forecastOn
  const slip = (plannedOn: CalendarDate | undefined) =>
    plannedOn === undefined || expectedOn === undefined ? null : daysBetween(plannedOn, expectedOn)
  return {
    milestone,
    baselines,
    points: pointsOf(first, forecasts, reachedOn),
    reachedOn,
    slipDays: slip(baselines.at(-1)?.plannedOn),
    slipFromFirstDays: slip(first?.plannedOn),
  }
}

/** The plan counts until the office expects something by itself; what is expected after the day it was reached is history told late. */
function pointsOf(
  first: MilestoneTrend['baselines'][number] | undefined,
  forecasts: readonly { readonly on: CalendarDate; readonly forecastOn: CalendarDate }[],
  reachedOn: CalendarDate | null,
): TrendPoint[] {
  const points: TrendPoint[] = []
  const until = reachedOn ?? '9999-12-31'
  const [earliest] = forecasts
  if (first && first.adoptedOn < until && (!earliest || first.adoptedOn < earliest.on)) {
    points.push({ on: first.adoptedOn, expectedOn: first.plannedOn, by: 'baseline' })
  }
  for (const { on, forecastOn } of forecasts)
    if (on < until) points.push({ on, expectedOn: forecastOn, by: 'forecast' })
  if (reachedOn !== null) points.push({ on: reachedOn, expectedOn: reachedOn, by: 'actual' })
  return points
}
