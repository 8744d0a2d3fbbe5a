import { type FacilityKind, hasReached, type Status } from '@zhuji/contracts'
import { type CalendarDate, monthOf } from '@zhuji/kernel'
import type { Card } from '../card/card.js'
import { type CellPlace, Places, type Step } from './contribution.js'

/**
 * Projects by the month in which they are due to start. Which of them are due depends on the day of asking, so they are
 * kept apart from the other sums: whole months from here, and the days of the month in question from the projects.
 */
export interface StartChange extends CellPlace {
  readonly facilityKind: FacilityKind
  /** `m2026-03`, and `y2026` for the whole year, so that what is due by a month is the sum of a few rows. */
  readonly due: string
  projects: number
  started: number
}

/**
 * What is known now is kept apart by the status that projects have now; only the past is not, where every change of status
 * would be kept in three periods more. The range of `period` of one status, or of all.
 */
export function startPeriods(status?: Status): readonly [from: string, to: string] {
  return status === undefined ? ['a/', 'a0'] : [`a/${status}`, `a/${status}`]
}

interface Group {
  readonly card: Card
  projects: number
  started: number
}

export class StartChanges {
  private readonly places = new Places<StartChange>()

  take(steps: readonly Step[]): void {
    for (const { knownOn, cards } of steps) {
      const groups = new Map<string, Group>()
      for (const [card, sign] of cards) {
        // Cancelled and ready-built projects, packages taken apart and projects without a planned start are not due.
        if (card.plannedStartOn === null || card.takenOverOn !== null || card.cancelled || card.unbundled) continue
        const month = monthOf(card.plannedStartOn)
        const id = `${month}|${card.facilityKind}|${card.status}|${card.regionCodes.join('|')}`
        const group = groups.get(id) ?? { card, projects: 0, started: 0 }
        groups.set(id, group)
        group.projects += sign
        if (hasReached(card, 'start')) group.started += sign
      }
      for (const group of groups.values()) this.put(group, knownOn)
    }
  }

  changes(): readonly StartChange[] {
    return [...this.places.rows()].filter((row) => row.projects !== 0 || row.started !== 0)
  }

  private put({ card, projects, started }: Group, knownOn: CalendarDate): void {
    if (projects === 0 && started === 0) return
    const { facilityKind, status } = card
    for (const { place, rows } of this.places.of(card, knownOn)) {
      const period = place.period === 'a' ? startPeriods(status)[0] : place.period
      for (const due of duePeriodsOf(card.plannedStartOn!)) {
        const name = `${facilityKind}|${due}|${period}`
        let row = rows.get(name)
        if (!row) rows.set(name, (row = { ...place, period, facilityKind, due, projects: 0, started: 0 }))
        row.projects += projects
        row.started += started
      }
    }
  }
}

function duePeriodsOf(day: CalendarDate): readonly string[] {
  return [`y${day.slice(0, 4)}`, `m${monthOf(day)}`]
}
