import { CHAIN_START, eventHash, type HashedFields } from './event-hash.js'

/** A row of the log as an auditor sees it. */
export interface AuditedRow extends HashedFields {
  readonly position: string
  readonly xid: string
  readonly hash: Buffer
}

/** What the stream's own row says of its last event; undefined when there is no such row. */
export interface KeptHead {
  readonly version: number
  readonly hash: Buffer
}

export type ChainFinding =
  | { readonly what: 'event-missing'; readonly streamId: string; readonly streamVersion: number }
  | (AlteredEvent & { readonly what: 'event-altered' })
  | { readonly what: 'stream-head-differs'; readonly streamId: string; readonly kept: number; readonly found: number }

export interface AlteredEvent {
  readonly streamId: string
  readonly streamVersion: number
  readonly position: string
  readonly eventId: string
  /** Only where the hash proves it: the field, and what it was. */
  readonly field?: string
  readonly was?: string
}

interface Suspect {
  readonly row: AuditedRow
  field?: 'hash'
}

/** Beyond this many in one stream the rows are still named, but not what was changed in them. */
const SUSPECTS_EXPLAINED_MAX = 12

/**
 * Follows the chain of one stream, row by row in the order of versions. A row is suspected when its own hash does not follow
 * from its fields and the hash before it. Why is worked out at the end, because one change makes up to two rows suspect
 * (a row whose hash was changed breaks the next one, rows that changed places break the one behind them).
 */
export class ChainAudit {
  private readonly missing: number[] = []
  private readonly suspects: Suspect[] = []
  private readonly disordered: AuditedRow[] = []
  private last: AuditedRow | undefined
  private before: Buffer = CHAIN_START
  /** The hash before the first suspect. */
  private firm: Buffer = CHAIN_START

  constructor(private readonly streamId: string) {}

  take(row: AuditedRow): void {
    const expected = (this.last?.streamVersion ?? 0) + 1
    for (let version = expected; version < row.streamVersion; version += 1) this.missing.push(version)
    if (this.last && !isLater(this.last, row)) this.disordered.push(row)
    // Behind a gap the hash before is gone with the missing event: nothing can be said of this row alone.
    if (row.streamVersion === expected) this.check(row)
    this.before = row.hash
    this.last = row
  }

  private check(row: AuditedRow): void {
    if (eventHash(this.before, row).equals(row.hash)) return
    const previous = this.suspects.at(-1)
    if (previous && previous.row === this.last) {
      const computed = eventHash(this.firm, previous.row)
      if (eventHash(computed, row).equals(row.hash)) {
        previous.field = 'hash'
        return
      }
    }
    if (this.suspects.length === 0) this.firm = this.before
    this.suspects.push({ row })
  }

  /** The finding of each row, with its field where `copyOf` (what somebody else keeps of that event) or reason proves it. */
  async findings(
    head: KeptHead | undefined,
    copyOf: (eventId: string) => Promise<Partial<HashedFields> | undefined>,
  ): Promise<readonly ChainFinding[]> {
    const { streamId, last } = this
    const found: ChainFinding[] = this.missing.map((streamVersion) => ({
      what: 'event-missing',
      streamId,
      streamVersion,
    }))
    for (const suspect of this.suspects) {
      const explained = await this.explain(suspect, copyOf)
      if (explained) found.push(explained)
    }
    // Rows that changed their versions are out of order as well; that has been said by now.
    if (this.suspects.length === 0)
      for (const row of this.disordered) found.push({ ...altered(row), field: 'position' })
    const suspect = this.suspects[0]
    if (suspect && found.length === 0) found.push(altered(suspect.row))
    if (last && !(head?.version === last.streamVersion && head.hash.equals(last.hash)) && !this.explainsHead(last)) {
      found.push({ what: 'stream-head-differs', streamId, kept: head?.version ?? 0, found: last.streamVersion })
    }
    return found
  }

  /** A last row whose hash was changed differs from the stream's row for that reason alone. */
  private explainsHead(last: AuditedRow): boolean {
    return this.suspects.some(({ row }) => row === last)
  }

  private async explain(
    { row, field }: Suspect,
    copyOf: (eventId: string) => Promise<Partial<HashedFields> | undefined>,
  ): Promise<ChainFinding | undefined> {
    if (field) return { ...altered(row), field }
    if (this.suspects.length > SUSPECTS_EXPLAINED_MAX) return altered(row)
    const befores = [this.firm, ...this.suspects.map((other) => other.row.hash)]
    const holds = (fields: HashedFields): boolean =>
      befores.some((before) => eventHash(before, fields).equals(row.hash))
    if (holds(row)) return undefined
    for (const change of this.likelyChanges(row)) {
      if (holds({ ...row, ...change })) return { ...altered(row), ...described(change) }
    }
    const copy = await copyOf(row.id)
    const differing = copy ? differences(row, copy) : {}
    return holds({ ...row, ...differing }) ? { ...altered(row), ...described(differing) } : altered(row)
  }

  private likelyChanges(row: AuditedRow): Partial<HashedFields>[] {
    const versions = new Set(this.suspects.map((suspect) => suspect.row.streamVersion))
    for (const version of [row.streamVersion - 1, row.streamVersion + 1]) versions.add(version)
    return [
      ...[...versions].map((streamVersion) => ({ streamVersion })),
      { knownOnClaimed: !row.knownOnClaimed },
      { knownOn: row.recordedAt.slice(0, 10) },
      { causationId: null },
    ]
  }
}

function isLater(one: AuditedRow, other: AuditedRow): boolean {
  return one.xid === other.xid ? BigInt(one.position) < BigInt(other.position) : BigInt(one.xid) < BigInt(other.xid)
}

function altered(row: AuditedRow): ChainFinding & { what: 'event-altered' } {
  const { streamId, streamVersion, position, id: eventId } = row
  return { what: 'event-altered', streamId, streamVersion, position, eventId }
}

function differences(row: AuditedRow, copy: Partial<HashedFields>): Partial<HashedFields> {
  const entries = Object.entries(copy).filter(([field, value]) => row[field as keyof HashedFields] !== value)
  return Object.fromEntries(entries)
}

function described(change: Partial<HashedFields>): { field: string; was: string } {
  return {
    field: Object.keys(change).join(', '),
    was: Object.values(change).map(String).join(', '),
  }
}
