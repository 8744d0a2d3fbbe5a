import type { FacilityKind, Halt, Procedure, Stage, Status } from '@zhuji/contracts'
import { type CalendarDate, monthOf } from '@zhuji/kernel'
import type { Card } from '../card/card.js'
import type { KnownCard } from '../card/past.js'
import { addMeasures, noSums } from './measures.js'

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

/** What stands above the uppermost regions; no region has this code. It has no cells: everything is what lies in the regions right below. */
export const EVERYWHERE = ''
/** Cells are kept for this many levels of the region path; deeper regions are few projects and are summed when asked. */
export const CELL_LEVELS = 3

export interface CellChange extends CellKey, CellPlace {
  /** In the order of `measures`. */
  readonly sums: readonly number[]
}

/**
 * Periods in which a change is noted: `a` is everything up to now; `y2018`, `m2018-05` and `d2018-05-24` add up to
 * what was known on any past day with at most a few dozen rows a group, in whatever order days are told.
 */
export function periodsOf(knownOn: CalendarDate): readonly string[] {
  return ['a', `y${knownOn.slice(0, 4)}`, `m${monthOf(knownOn)}`, `d${knownOn}`]
}

/** What is known now lies apart from the past, among which its few rows would be far from each other. */
export const sumTables = {
  cells: { now: 'summary_cell', past: 'summary_past' },
  starts: { now: 'start_cell', past: 'start_past' },
  months: { now: 'series_month', past: 'series_past' },
} as const

/** The one that answers what is known now, or was on a day. */
export function sumTable(of: keyof typeof sumTables, knownOn: string | undefined): string {
  return sumTables[of][knownOn === undefined ? 'now' : 'past']
}

type PeriodRange = readonly [from: string, to: string]

export function isOfNow({ period }: Pick<CellPlace, 'period'>): boolean {
  return period.startsWith('a')
}

/** The ranges of `period` whose sum is what was known at the end of a day, each `from` and `to` included. */
export function periodRangesUntil(
  day: CalendarDate,
): readonly [years: PeriodRange, months: PeriodRange, days: PeriodRange] {
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

/** A place of a batch, with the rows of its groups by their name. */
export interface PlaceOf<Row> {
  readonly place: CellPlace
  readonly rows: Map<string, Row>
}

/** Where cards of a day are counted, kept for a batch: its projects share regions and days. */
export class Places<Row> {
  private readonly byDay = new Map<string, readonly PlaceOf<Row>[]>()
  private readonly byName = new Map<string, PlaceOf<Row>>()

  of({ regionCodes }: Card, knownOn: CalendarDate): readonly PlaceOf<Row>[] {
    const id = `${knownOn}|${regionCodes.join('|')}`
    let places = this.byDay.get(id)
    if (!places) this.byDay.set(id, (places = placesOf(regionCodes, knownOn).map((place) => this.named(place))))
    return places
  }

  *rows(): Generator<Row> {
    for (const { rows } of this.byName.values()) yield* rows.values()
  }

  private named(place: CellPlace): PlaceOf<Row> {
    const name = `${place.region}|${place.parent}|${place.period}`
    let known = this.byName.get(name)
    if (!known) this.byName.set(name, (known = { place, rows: new Map() }))
    return known
  }
}

function placesOf(regionCodes: readonly string[], knownOn: CalendarDate): readonly CellPlace[] {
  return regionCodes.slice(0, CELL_LEVELS).flatMap((region, level) => {
    const parent = regionCodes[level - 1] ?? EVERYWHERE
    return periodsOf(knownOn).map((period) => ({ region, parent, period }))
  })
}

/** Cards that stop and start being what is known from a day on. */
export interface Step {
  readonly knownOn: CalendarDate
  readonly cards: readonly (readonly [card: Card, sign: 1 | -1])[]
}

/** The difference between two ways in which one project was known over time, day by day. */
export function stepsBetween(before: readonly KnownCard[], after: readonly KnownCard[]): readonly Step[] {
  let same = 0
  while (same < before.length && same < after.length && before[same]!.card === after[same]!.card) same += 1
  const days = new Map<CalendarDate, [Card, 1 | -1][]>()
  const note = (timeline: readonly KnownCard[], sign: 1 | -1) => {
    let previous = before[same - 1]?.card
    for (const { knownOn, card } of timeline) {
      const cards = days.get(knownOn) ?? []
      if (previous?.registered) cards.push([previous, sign === 1 ? -1 : 1])
      if (card.registered) cards.push([card, sign])
      if (cards.length > 0) days.set(knownOn, cards)
      previous = card
    }
  }
  note(before.slice(same), -1)
  note(after.slice(same), 1)
  return [...days].map(([knownOn, cards]) => ({ knownOn, cards }))
}

interface Group {
  readonly card: Card
  readonly name: string
  readonly sums: number[]
}

type CellRow = CellChange & { readonly sums: number[] }

type Amount = readonly [measure: number, amount: number]

/** Gathers what a batch changes, one row per cell, so that each cell is written once. */
export class CellChanges {
  private readonly places = new Places<CellRow>()

  /** What comes and goes in the same group on the same day is set off first: most facts leave most sums as they are. */
  take(steps: readonly Step[]): void {
    for (const { knownOn, cards } of steps) {
      const groups = new Map<string, Group>()
      for (const [card, sign] of cards) {
        const name = nameOf(card)
        const id = `${name}|${card.regionCodes.join('|')}`
        let group = groups.get(id)
        if (!group) groups.set(id, (group = { card, name, sums: noSums() }))
        addMeasures(card, sign, group.sums)
      }
      for (const group of groups.values()) this.put(group, knownOn)
    }
  }

  changes(): readonly CellChange[] {
    return [...this.places.rows()].filter(({ sums }) => sums.some((sum) => sum !== 0))
  }

  private put({ card, name, sums }: Group, knownOn: CalendarDate): void {
    const amounts = amountsIn(sums)
    if (amounts.length === 0) return
    for (const { place, rows } of this.places.of(card, knownOn)) {
      let row = rows.get(name)
      if (!row) rows.set(name, (row = { ...place, ...cellKeyOf(card), sums: noSums() }))
      for (const [measure, amount] of amounts) row.sums[measure]! += amount
    }
  }
}

function nameOf({ facilityKind, stage, halt, procedure, cancelled }: Card): string {
  return `${facilityKind}|${stage}|${halt ?? ''}|${procedure ?? ''}|${cancelled}`
}

function amountsIn(sums: readonly number[]): readonly Amount[] {
  const amounts: Amount[] = []
  for (let measure = 0; measure < sums.length; measure += 1) {
    if (sums[measure] !== 0) amounts.push([measure, sums[measure]!])
  }
  return amounts
}
