import type { FacilityKind, Status } from '@zhuji/contracts'
import { monthOf } from '@zhuji/kernel'
import { type CellPlace, placesOf, type Put } from './contribution.js'
import { hasReached } from '@zhuji/contracts'

/**
 * Projects by the day on which they are due to start. Which of them are due depends on the day of asking, so they are kept
 * apart from the other sums: under their day and under their month, so that "due by today" is whole months and a few days.
 */
export interface StartChange extends CellPlace {
  readonly facilityKind: FacilityKind
  readonly status: Status
  /** `2026-03` or `2026-03-01`. */
  readonly due: string
  projects: number
  started: number
}

/** Cancelled projects and projects without a planned start are not due. */
export class StartChanges {
  private readonly rows = new Map<string, StartChange>()

  readonly put: Put = (card, knownOn, sign) => {
    const { plannedStartOn, facilityKind, status } = card
    if (plannedStartOn === null || card.cancelled) return
    const started = hasReached(card, 'start') ? sign : 0
    for (const place of placesOf(card, knownOn)) {
      for (const due of [monthOf(plannedStartOn), plannedStartOn]) {
        const id = `${place.region}|${place.parent}|${place.period}|${facilityKind}|${status}|${due}`
        const row = this.rows.get(id) ?? { ...place, facilityKind, status, due, projects: 0, started: 0 }
        this.rows.set(id, row)
        row.projects += sign
        row.started += started
      }
    }
  }

  changes(): readonly StartChange[] {
    return [...this.rows.values()].filter((row) => row.projects !== 0 || row.started !== 0)
  }
}
