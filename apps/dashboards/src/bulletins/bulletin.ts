import {
  BulletinDefined,
  type BulletinDefinition,
  BulletinIssued,
  type BulletinIssue,
  BulletinRestated,
  type DataOf,
  type FiguresCut,
  type NewEvent,
} from '@zhuji/contracts'
import { type CalendarDate, DomainError, refuse } from '@zhuji/kernel'
import type { Decider } from '@zhuji/messaging'
import { type Readiness, refuseUnready } from '../closing/closing.js'
import { groupFigure } from '../closing/figure-sums.js'

/** An issue as later ones need to know it; what was published stays in its event. */
export type IssueEntry = Omit<BulletinIssue, 'document' | 'bulletinId'> & {
  readonly issuedOn: CalendarDate
  readonly previousNumber?: number
  readonly reason?: string
}

/** A bulletin that is defined is issued once for a month; whatever comes in after that is a restatement of it. */
export interface Bulletin {
  readonly definition: BulletinDefinition | null
  readonly issues: readonly IssueEntry[]
}

export const bulletinStream = (bulletinId: string): string => `bulletin/${bulletinId}`

export const bulletinDecider: Decider<Bulletin> = {
  stateVersion: 1,
  initial: () => ({ definition: null, issues: [] }),
  evolve: (bulletin, { type, data, occurredOn }) => {
    if (type === BulletinDefined.type) return { ...bulletin, definition: data as BulletinDefinition }
    if (type !== BulletinIssued.type && type !== BulletinRestated.type) return bulletin
    const { document: _document, bulletinId: _id, ...entry } = data as DataOf<typeof BulletinRestated>
    return { ...bulletin, issues: [...bulletin.issues, { ...entry, issuedOn: occurredOn }] }
  },
}

export type BulletinContent = Omit<BulletinDefinition, 'version' | 'bulletinId'>

/** The same again records nothing; anything else makes a version more. */
export function defineBulletin(
  { definition }: Bulletin,
  content: BulletinContent & { readonly bulletinId: string },
  today: CalendarDate,
): readonly NewEvent[] {
  refuseUnsound(content)
  const version = (definition?.version ?? 0) + 1
  const next = { ...content, version }
  if (
    definition &&
    JSON.stringify(inOrder({ ...next, version: 0 })) === JSON.stringify(inOrder({ ...definition, version: 0 }))
  )
    return []
  return [BulletinDefined(next, today)]
}

const inOrder = ({ bulletinId, version, title, filters, parts, lines }: BulletinDefinition) => [
  bulletinId,
  version,
  [title.zh, title.en],
  [filters.region, filters.facilityGroup, filters.facilityKind],
  parts.map(({ figure, by }) => [figure, by]),
  lines.map(({ programmeId, lineId }) => [programmeId, lineId]),
]

function refuseUnsound({ parts, lines }: BulletinContent): void {
  if (parts.length + lines.length === 0) throw new DomainError('invalid', 'bulletin-empty', { field: 'parts' })
  for (const [index, { figure, by }] of parts.entries()) {
    const field = `parts[${index}]`
    if (!groupFigure(figure)) throw new DomainError('invalid', 'figure-not-of-groups', { field, figures: { figure } })
    if (parts.findIndex((part) => part.figure === figure && part.by === by) !== index)
      throw new DomainError('invalid', 'part-twice', { field, figures: { figure, by } })
  }
}

/** The last issue of a month. */
export function latestOf({ issues }: Bulletin, month: string): IssueEntry | undefined {
  return issues.findLast((issue) => issue.month === month)
}

/** What is asked for: the first issue of a month, or with a reason the month again. */
export interface IssueRequest {
  readonly bulletinId: string
  readonly month: string
  readonly reason?: string
  /** Null where the month is not closed. */
  readonly closedAt: FiguresCut | null
}

/** What was worked out for it: as which number, behind which one of the month. */
export interface Drawn {
  readonly version: number
  readonly number: number
  readonly previousNumber: number | undefined
  readonly cut: FiguresCut
  readonly document: string
  readonly bytes: number
  readonly sha256: string
  /** False where it says the same as the issue before. */
  readonly differs: boolean
}

export const DOCUMENT_BYTES_MAX = 2_000_000

/** `later`: of a restatement, whether its own cut may be taken. */
export function issueBulletin(
  bulletin: Bulletin,
  { request, drawn, later }: { readonly request: IssueRequest; readonly drawn?: Drawn; readonly later?: Readiness },
  today: CalendarDate,
): readonly NewEvent[] {
  const { bulletinId, month, reason, closedAt } = request
  if (!bulletin.definition) throw new DomainError('not-found', 'bulletin-unknown', { figures: { bulletinId } })
  if (!closedAt) refuse('month-not-closed', { month }, 'month')
  const previous = latestOf(bulletin, month)
  if (previous && reason === undefined)
    throw new DomainError('conflict', 'month-already-issued', { figures: { month, number: previous.number } })
  if (!previous && reason !== undefined) refuse('nothing-to-restate', { month }, 'reason')
  if (previous && later) refuseEarlier(previous, later, today)
  if (!drawn || bulletin.issues.length + 1 !== drawn.number || previous?.number !== drawn.previousNumber)
    throw new DomainError('conflict', 'issued-meanwhile', { figures: { number: bulletin.issues.length } })
  const { bytes, differs, previousNumber, ...issue } = drawn
  if (bytes > DOCUMENT_BYTES_MAX) refuse('bulletin-too-large', { bytes, maxBytes: DOCUMENT_BYTES_MAX })
  if (previousNumber === undefined || reason === undefined)
    return [BulletinIssued({ bulletinId, month, ...issue }, today)]
  if (!differs) refuse('restatement-without-difference', { number: previousNumber, month })
  return [BulletinRestated({ bulletinId, month, ...issue, previousNumber, reason }, today)]
}

/** A restatement stands on what its predecessor stood on, and what came in since. */
function refuseEarlier({ cut: { knownOn: issuedOf } }: IssueEntry, later: Readiness, today: CalendarDate): void {
  refuseUnready(later, today)
  const { knownOn } = later.cut
  if (knownOn < issuedOf) refuse('known-before-previous-issue', { knownOn, issuedOf }, 'knownOn')
}
