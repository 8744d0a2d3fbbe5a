import { DomainError } from '@zhuji/kernel'
import type { ScopeFilter } from '@zhuji/platform'

/** A place in the story of all projects, in the order in which transactions may be read. */
export interface StoryPlace {
  readonly xid: string
  readonly sequence: number
}

/** One fact that was taken in, with what decides who may hear of it. */
export interface ChangeRow extends StoryPlace {
  readonly projectId: string
  readonly source: string
  readonly logPosition: number
  /** Null while the project is not registered: nobody hears of it. */
  readonly ownerUnitId: string | null
  readonly regionCodes: readonly string[]
}

const EVENT_ID = /^(\d{1,19})-(\d{1,15})$/

export function eventIdOf({ xid, sequence }: StoryPlace): string {
  return `${xid}-${sequence}`
}

/** Throws `invalid` `event-id-malformed` for text that no stream of ours has sent. */
export function placeOf(eventId: string): StoryPlace {
  const match = EVENT_ID.exec(eventId)
  if (!match) throw new DomainError('invalid', 'event-id-malformed', { field: 'Last-Event-ID' })
  return { xid: match[1]!, sequence: Number(match[2]) }
}

export function isBefore(one: StoryPlace, other: StoryPlace): boolean {
  const [first, second] = [BigInt(one.xid), BigInt(other.xid)]
  return first === second ? one.sequence < other.sequence : first < second
}

export function isVisible(row: ChangeRow, scope: ScopeFilter): boolean {
  if (row.ownerUnitId === null) return false
  if (scope.all) return true
  return (
    scope.unitIds.includes(row.ownerUnitId) ||
    scope.projectIds.includes(row.projectId) ||
    row.regionCodes.some((code) => scope.regionCodes.includes(code))
  )
}

/** The text of one `changed` event for all visible rows of a portion; undefined when the caller may see none. */
export function changedEvent(rows: readonly ChangeRow[], scope: ScopeFilter): string | undefined {
  const visible = rows.filter((row) => isVisible(row, scope))
  const last = visible.at(-1)
  if (!last) return undefined
  const positions: Record<string, number> = {}
  for (const { source, logPosition } of visible) positions[source] = Math.max(positions[source] ?? 0, logPosition)
  const projectIds = [...new Set(visible.map(({ projectId }) => projectId))]
  return `id: ${eventIdOf(last)}\nevent: changed\ndata: ${JSON.stringify({ projectIds, positions })}\n\n`
}
