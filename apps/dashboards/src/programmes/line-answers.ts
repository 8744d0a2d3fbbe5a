import {
  type Attainment,
  attainmentOf,
  countsBy,
  distinctTotal,
  percentOf,
  type Place,
  rankingOf,
  type TargetMember,
  type Total,
} from '@zhuji/figures'
import type { CalendarDate } from '@zhuji/kernel'
import type { Programme, TargetLine } from './programme-versions.projection.js'
import { type Flows, type MemberFace, memberOf, termsOf, unregisteredMember } from './target-members.js'

/** A line with the projects it counts. */
export interface CountedLine {
  readonly programme: Programme
  readonly line: TargetLine
  readonly members: readonly CountedMember[]
}

/** `face` is missing where a list names a project that nobody has registered. */
export interface CountedMember extends TargetMember {
  readonly face?: MemberFace
}

/** A line with what it counts of its projects' faces. */
export function countedLine(
  { programme, line }: Omit<CountedLine, 'members'>,
  faces: readonly MemberFace[],
  { flows, withUnregistered }: { readonly flows: Flows; readonly withUnregistered: boolean },
): CountedLine {
  const { period } = programme
  const found = new Set(faces.map(({ projectId }) => projectId))
  const members = faces.map((face) => ({ ...memberOf(line, face, { period, flows }), face }))
  // A list by kind and place is of what there is to do; one that names what is done already has it on it.
  const isListed = ({ reachedOn }: CountedMember) => reachedOn === null || reachedOn >= period.from
  const missing = withUnregistered ? line.scope.projects.filter(({ projectId }) => !found.has(projectId)) : []
  return {
    programme,
    line,
    members: [
      ...(line.scope.projects.length > 0 ? members : members.filter(isListed)),
      ...missing.map(({ projectId }) => unregisteredMember(line, projectId)),
    ],
  }
}

/** Both denominators that bulletins use, each under its name. */
export interface LineRate {
  readonly denominatorIs: 'due-to-date' | 'annual-list'
  readonly numerator: number
  readonly denominator: number
  /** Percent, four decimals; null where nothing is due, or listed. */
  readonly value: number | null
}

export interface LineFigures extends Attainment {
  readonly unregistered: number
  readonly rates: readonly LineRate[]
}

export function figuresOf({ programme, line, members }: CountedLine, day: CalendarDate): LineFigures {
  const attainment = attainmentOf(termsOf(programme, line), members, day)
  const { due, dueReached, list, achievedInPeriod } = attainment
  return {
    ...attainment,
    unregistered: members.filter(({ face }) => !face).length,
    rates: [
      rate('due-to-date', dueReached.projects, due.projects),
      rate('annual-list', achievedInPeriod.projects, list.projects),
    ],
  }
}

function rate(denominatorIs: LineRate['denominatorIs'], numerator: number, denominator: number): LineRate {
  return { denominatorIs, numerator, denominator, value: percentOf(numerator, denominator) }
}

export interface UnitTotal {
  readonly unit: string
  readonly lines: number
  /** Of the lines one by one: what two lists have in common is counted twice. */
  readonly listed: number
  /** Every project once. */
  readonly distinct: Total
  readonly achieved: Total
}

/** Totals over the lines of several lists, for each unit they are given in. */
export function totalsOf(lines: readonly CountedLine[], day: CalendarDate): readonly UnitTotal[] {
  const byUnit = grouped(lines, ({ line: { unit } }) => (unit === 'percent' ? 'projects' : unit))
  return [...byUnit].map(([unit, together]) => ({
    unit,
    lines: together.length,
    listed: together.reduce((sum, { members }) => sum + members.length, 0),
    distinct: distinctTotal(together.map(({ members }) => members)),
    achieved: distinctTotal(
      together.map(({ programme, line, members }) => {
        const last = day < line.cutOffOn ? day : line.cutOffOn
        return members.filter((member) => countsBy(member, programme.period.from, last))
      }),
    ),
  }))
}

/** Divisions by the share of their list that was achieved, now and on an earlier day. `level` counts from the root, 0. */
export function placesOf(
  { now, before }: { readonly now: CountedLine; readonly before: CountedLine },
  { level, day, since }: { readonly level: number; readonly day: CalendarDate; readonly since: CalendarDate },
): readonly Place[] {
  return rankingOf(sharesOf(now, level, day), sharesOf(before, level, since))
}

function sharesOf({ programme, line, members }: CountedLine, level: number, day: CalendarDate) {
  const byDivision = grouped(members, ({ face }) => face?.regionCodes[level])
  return [...byDivision].flatMap(([id, own]) => {
    if (id === undefined) return []
    const { achieved, list } = attainmentOf(termsOf(programme, line), own, day)
    const isKnown = achieved.unknown === 0 && list.unknown === 0
    return [{ id, value: isKnown ? percentOf(Math.round(achieved.amount), Math.round(list.amount)) : null }]
  })
}

function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}
