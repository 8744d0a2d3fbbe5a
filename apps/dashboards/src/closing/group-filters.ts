import type { Card } from '../card/card.js'
import { kindsOf } from '../projects/project-conditions.js'

/** What narrows the projects of a bulletin, or of a comparison. */
export interface GroupFilters {
  readonly region?: string
  readonly facilityGroup?: string
  readonly facilityKind?: string
}

/** The same as `projectSet` says in SQL. */
export function isInGroup(card: Card, filters: GroupFilters): boolean {
  if (!card.registered) return false
  if (filters.region !== undefined && !card.regionCodes.includes(filters.region)) return false
  return kindsOf(filters)?.includes(card.facilityKind) ?? true
}
