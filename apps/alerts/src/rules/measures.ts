import { buildMilestones, type Milestone, spineRank } from '@zhuji/contracts'
import { askersOf, dueAfterReport, firstOf, isAhead, plannedStart } from '@zhuji/figures'
import { addDays, addMonths, type CalendarDate, daysBetween, epochDay, monthOf } from '@zhuji/kernel'
import { farthestRank, type ProgrammeSpan, startedOn, type Told, type Watched } from '../watch/watched.js'
import { gapOfWatched } from '../watch/watched-gap.js'
import { type Finding, severityOn, severityOver } from './light.js'
import type { Rule, RuleOf } from './rule-pack.js'

const nothing: readonly Finding[] = []

/** What each measure compares, for a registered project that is not cancelled. Pure; thresholds come from the pack. */
export function findingsOf(rule: Rule, watched: Watched, today: CalendarDate): readonly Finding[] {
  switch (rule.measure) {
    case 'milestone-overdue':
      return milestonesOverdue(rule, watched, today)
    case 'start-missed':
      return startMissed(rule, watched, today)
    case 'report-missing':
      return reportMissing(rule, watched, today)
    case 'funds-ahead-of-work':
      return fundsAheadOfWork(rule, watched)
    case 'forecast-past-need':
      return forecastPastNeed(rule, watched)
  }
}

function milestonesOverdue(
  rule: RuleOf<'milestone-overdue'>,
  watched: Watched,
  today: CalendarDate,
): readonly Finding[] {
  const farthest = farthestRank(watched)
  const inUse = watched.reached['in-use'] !== undefined
  const isDone = (milestone: Milestone) => {
    if (watched.reached[milestone] || (watched.takenOver && buildMilestones.includes(milestone))) return true
    if (rule.neverImplied.includes(milestone)) return false
    const rank = spineRank(milestone)
    return rank === -1 ? inUse : rank <= farthest
  }
  const open = (Object.entries(watched.plan) as [Milestone, Told][]).filter(
    ([milestone]) => !rule.except.includes(milestone) && !isDone(milestone),
  )
  return open.map(([milestone, planned]) => ({
    subject: milestone,
    targetOn: planned.on,
    ...severityOn(dayThresholds(planned.on, rule), today),
    figures: daysLate(rule, daysBetween(planned.on, today)),
    because: [planned.because],
    missing: [],
  }))
}

/** Months missed: the planned month counts once it has ended. */
function startMissed(rule: RuleOf<'start-missed'>, watched: Watched, today: CalendarDate): readonly Finding[] {
  const planned = plannedStart(watched.plan.start, watched.plannedStart)
  if (!planned || watched.takenOver || startedOn(watched)) return nothing
  const firstOfMonth = `${monthOf(planned.on)}-01`
  const thresholds = {
    yellowFromOn: addMonths(firstOfMonth, rule.yellowFromMonthsMissed),
    redFromOn: addMonths(firstOfMonth, rule.redFromMonthsMissed),
  }
  const figures = {
    monthsMissed: Math.max(0, monthNumber(today) - monthNumber(planned.on)),
    yellowFromMonthsMissed: rule.yellowFromMonthsMissed,
    redFromMonthsMissed: rule.redFromMonthsMissed,
  }
  const because = [planned.because]
  return [{ subject: 'start', targetOn: planned.on, ...severityOn(thresholds, today), figures, because, missing: [] }]
}

/** Each programme asks in its own rhythm; the report that has been due longest lights the light, and says for whom. */
function reportMissing(rule: RuleOf<'report-missing'>, watched: Watched, today: CalendarDate): readonly Finding[] {
  const started = startedOn(watched)
  if (!started || watched.halted || farthestRank(watched) >= spineRank('works-complete')) return nothing
  const since = latestOf([started, watched.resumed])
  const { lastReport, lastReportWithPhotos: withPhotos = lastReport } = watched
  const reports = { on: lastReport?.on ?? null, withPhotosOn: withPhotos?.on ?? null }
  const due = firstOf(askersOf(askedOf(watched)).map((spans) => dueAfterReport(spans, since.on, reports)))
  if (!due) return nothing
  const { rhythm, name, version, because } = due.span
  const { needsPhotos } = rhythm
  const last = latestOf([since, needsPhotos ? withPhotos : lastReport])
  return [
    {
      subject: 'report',
      targetOn: due.on,
      ...severityOn(dayThresholds(due.on, rule), today),
      figures: {
        ...daysLate(rule, daysBetween(due.on, today)),
        lastReportOn: reports.on,
        rhythm: rhythm.kind,
        reportEveryDays: rhythm.days ?? null,
        ...(needsPhotos && { needsPhotos, lastReportWithPhotosOn: reports.withPhotosOn }),
        programme: name,
        programmeVersion: version,
      },
      because: [...new Set([last.because, because])],
      missing: [],
    },
  ]
}

function askedOf({ programmes = [], rhythm }: Watched): readonly ProgrammeSpan[] {
  if (!rhythm) return programmes
  const { everyDays: days, because } = rhythm
  const byRegister = { programmeId: null, version: null, name: null, from: '1900-01-01', until: null, because }
  return [...programmes, { ...byRegister, rhythm: { kind: 'every', days, needsPhotos: false } }]
}

/** Paid / agreed × 100 − physical %, in points. */
function fundsAheadOfWork(rule: RuleOf<'funds-ahead-of-work'>, watched: Watched): readonly Finding[] {
  const { gap, because } = gapOfWatched(watched)
  const { paidFen, agreedFen, paidPercent, physicalPercent, points: gapPoints } = gap
  if (paidFen <= 0) return nothing
  const missing = [...(paidPercent === null ? ['agreed'] : []), ...(physicalPercent === null ? ['physical'] : [])]
  const base = { subject: 'project', targetOn: null, nextChangeOn: null, missing }
  if (gapPoints === null) return [{ ...base, severity: null, figures: {}, because: [] }]
  const { yellowAbovePoints, redAbovePoints } = rule
  const severity = isAhead(gap, redAbovePoints) ? 'red' : isAhead(gap, yellowAbovePoints) ? 'yellow' : null
  const figures = { paidFen, agreedFen, paidPercent, physicalPercent, gapPoints, yellowAbovePoints, redAbovePoints }
  return [{ ...base, severity, figures, because }]
}

function forecastPastNeed(rule: RuleOf<'forecast-past-need'>, watched: Watched): readonly Finding[] {
  if (watched.reached['in-use']) return nothing
  const expected = rule.milestones
    .filter((milestone) => !watched.reached[milestone])
    .flatMap((milestone) => {
      const told = watched.forecasts[milestone] ?? watched.plan[milestone]
      return told ? [{ ...told, milestone }] : []
    })
    .reduce<(Told & { milestone: Milestone }) | null>((late, told) => (late && late.on >= told.on ? late : told), null)
  const missing = [...(watched.need ? [] : ['need']), ...(expected ? [] : ['forecast'])]
  const base = { subject: 'need', targetOn: watched.need?.on ?? null, nextChangeOn: null, missing }
  if (!watched.need || !expected) return [{ ...base, severity: null, figures: {}, because: [] }]
  const days = daysBetween(watched.need.on, expected.on)
  const { yellowAfterDays, redAfterDays } = rule
  const severity = severityOver(days, { yellow: yellowAfterDays, red: redAfterDays })
  const told = { milestone: expected.milestone, expectedOn: expected.on, daysPastNeed: days }
  const figures = { ...told, yellowAfterDays, redAfterDays }
  return [{ ...base, severity, figures, because: [...new Set([watched.need.because, expected.because])] }]
}

interface DayLimits {
  readonly yellowAfterDays: number
  readonly redAfterDays: number
}

function dayThresholds(targetOn: CalendarDate, { yellowAfterDays, redAfterDays }: DayLimits) {
  return { yellowFromOn: addDays(targetOn, yellowAfterDays + 1), redFromOn: addDays(targetOn, redAfterDays + 1) }
}

function daysLate({ yellowAfterDays, redAfterDays }: DayLimits, daysOverdue: number) {
  return { daysOverdue, yellowAfterDays, redAfterDays }
}

function latestOf(days: readonly (Told | null)[]): Told {
  const known = days.filter((told) => told !== null)
  return known.reduce((late, told) => (epochDay(told.on) > epochDay(late.on) ? told : late))
}

function monthNumber(day: CalendarDate): number {
  const [year, month] = day.split('-').map(Number) as [number, number]
  return year * 12 + month
}
