import type { FacilityKind, Halt, Procedure, Stage, Status } from '@zhuji/contracts'
import { type CalendarDate, monthOf } from '@zhuji/kernel'
import type { Card } from '../card/card.js'
import type { KnownCard } from '../card/timeline.js'
import { type Measure, type Measures, measuresOf } from './measures.js'

/** One group of a summary, without place and time. */
export interface CellKey {
  readonly facilityKind: FacilityKind
  readonly stage: Stage
  readonly halt: Halt | ''
  readonly procedure: Procedure | ''
  readonly cancelled: boolean
  /** Follows from the standing. */
  readonly status: Status
}

/** The root of the region tree: everything. */
export const EVERYWHERE = ''
/** What stands above the root; no region has this code. */
export const NOTHING_ABOVE = '-'
/** Cells are kept for the root and this many levels of the region path; deeper regions are few projects and are summed when asked. */
export const CELL_LEVELS = 3
/** Down to this level the past is kept as well. */
export const PAST_LEVELS = 2

export interface CellChange extends CellKey, CellPlace {
  readonly measures: Record<string, number>
}

/**
 * Periods in which a change is noted: `a` is everything up to now; `y2018`, `m2018-05` and `d2018-05-24` add up to
 * what was known on any past day with at most a few dozen rows a group, in whatever order days are told.
 */
export function periodsOf(knownOn: CalendarDate, level: number): readonly string[] {
  return level > PAST_LEVELS ? ['a'] : ['a', `y${knownOn.slice(0, 4)}`, `m${monthOf(knownOn)}`, `d${knownOn}`]
}

/** The ranges of `period` whose sum is what was known at the end of a day, each `from` and `to` included. */
export function periodRangesUntil(day: CalendarDate): readonly (readonly [from: string, to: string])[] {
  const [year, month] = [day.slice(0, 4), monthOf(day)]
  return [
    ['y0000', `y${String(Number(year) - 1).padStart(4, '0')}`],
    [`m${year}-00`, previousText(`m${month}`)],
    [`d${month}-00`, `d${day}`],
  ]
}

/** Month texts sort as text, so one below the month is the largest text before it. */
function previousText(month: string): string {
  const number = Number(month.slice(-2)) - 1
  return `${month.slice(0, -2)}${String(number).padStart(2, '0')}`
}

export function cellKeyOf(card: Card): CellKey {
  return {
    facilityKind: card.facilityKind,
    stage: card.stage,
    halt: card.halt ?? '',
    procedure: card.procedure ?? '',
    cancelled: card.cancelled,
    status: card.status,
  }
}

/** The place of one cell: a region of the project's path, the one above it, and a period. */
export interface CellPlace {
  readonly region: string
  readonly parent: string
  readonly period: string
}

/** Where a project's card of a day is counted. */
export function* placesOf(card: Card, knownOn: CalendarDate): Generator<CellPlace> {
  const path = [EVERYWHERE, ...card.regionCodes.slice(0, CELL_LEVELS)]
  for (const [level, region] of path.entries()) {
    const parent = level === 0 ? NOTHING_ABOVE : path[level - 1]!
    for (const period of periodsOf(knownOn, level)) yield { region, parent, period }
  }
}

export type Put = (card: Card, knownOn: CalendarDate, sign: 1 | -1) => void

/** The difference between two ways in which one project was known over time, as cards that come and go on days. */
export function difference(before: readonly KnownCard[], after: readonly KnownCard[], put: Put): void {
  let same = 0
  while (same < before.length && same < after.length && before[same]!.card === after[same]!.card) same += 1
  const last = before[same - 1]?.card
  walk(before.slice(same), last, (card, knownOn, sign) => put(card, knownOn, sign === 1 ? -1 : 1))
  walk(after.slice(same), last, put)
}

function walk(timeline: readonly KnownCard[], start: Card | undefined, put: Put): void {
  let previous = start
  for (const { knownOn, card } of timeline) {
    if (previous?.registered) put(previous, knownOn, -1)
    if (card.registered) put(card, knownOn, 1)
    previous = card
  }
}

/** Gathers what a batch changes, one row per cell, so that each cell is written once. */
export class CellChanges {
  private readonly rows = new Map<string, CellChange>()

  readonly put: Put = (card, knownOn, sign) => {
    const key = cellKeyOf(card)
    const name = `${key.facilityKind}|${key.stage}|${key.halt}|${key.procedure}|${key.cancelled}`
    const sums = measuresOf(card)
    for (const place of placesOf(card, knownOn)) {
      const id = `${place.region}|${place.parent}|${place.period}|${name}`
      let row = this.rows.get(id)
      if (!row) {
        row = { ...place, ...key, measures: {} }
        this.rows.set(id, row)
      }
      addTo(row.measures, sums, sign)
    }
  }

  changes(): readonly CellChange[] {
    return [...this.rows.values()].filter(({ measures }) => {
      for (const name of Object.keys(measures)) if (measures[name] === 0) delete measures[name]
      return Object.keys(measures).length > 0
    })
  }
}

function addTo(target: Record<string, number>, sums: Measures, sign: number): void {
  for (const name in sums) target[name] = (target[name] ?? 0) + sign * sums[name as Measure]!
}
