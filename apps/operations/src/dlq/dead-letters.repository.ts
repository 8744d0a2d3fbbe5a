import { DomainError } from '@zhuji/kernel'
import { services } from '../installation/services.js'
import { connect, type Installation } from '../installation/snapshots.repository.js'

/** Open dead letters that lie together: the same group failed on the same type for the same cause. */
export interface DeadLetterGroup {
  readonly service: string
  readonly group: string
  readonly source: string
  readonly type: string | null
  readonly cause: string
  readonly count: number
  readonly first: string
  readonly last: string
  /** The numbers of the first few. */
  readonly ids: readonly string[]
}

/** Which of the open ones are meant; without any condition all of them. */
export interface Selection {
  /** `dashboards/12` */
  readonly id?: string
  readonly group?: string
  readonly cause?: string
  readonly type?: string
}

/** A record as Kafka gave it, bytes in base64; an event of the embedded bus has none. */
export interface OriginalRecord {
  readonly topic: string
  readonly partition: number
  readonly offset: string
  readonly key: string | null
  readonly value: string | null
  readonly headers: Readonly<Record<string, readonly string[]>>
}

export interface DeadLetter {
  readonly id: string
  readonly group: string
  readonly source: string
  readonly eventId: string | null
  readonly projectId: string | null
  readonly type: string | null
  readonly cause: string
  readonly message: string
  readonly attempts: number
  readonly place: string | null
  readonly createdAt: string
  readonly redrivenAt: string | null
  readonly redrivenBy: string | null
  readonly outcome: string | null
  readonly previous: string | null
  readonly event: { readonly record?: OriginalRecord } & Readonly<Record<string, unknown>>
}

const ID = /^([a-z]+)\/(\d{1,18})$/

export async function listDeadLetters(installation: Installation): Promise<readonly DeadLetterGroup[]> {
  const groups: DeadLetterGroup[] = []
  for (const { context } of services) {
    const client = await connect(installation.databaseUrl(context), context)
    try {
      const { rows } = await client.query<DeadLetterGroup>(
        `select $1 as service, consumer_group as group, source, type, cause, count(*)::int as count,
           ${instant('min(created_at)')} as first, ${instant('max(created_at)')} as last,
           (array_agg(id::text order by id))[1:5] as ids
         from dead_letter where redriven_at is null
         group by consumer_group, source, type, cause order by consumer_group, source, type, cause`,
        [context],
      )
      groups.push(...rows)
    } finally {
      await client.end()
    }
  }
  return groups
}

/** Throws `no-such-dead-letter`. */
export async function findDeadLetter(installation: Installation, id: string): Promise<DeadLetter> {
  const { context, number } = placeOf(id)
  const client = await connect(installation.databaseUrl(context), context)
  try {
    const { rows } = await client.query<DeadLetter>(
      `select '${context}/' || id as id, consumer_group as group, source, event_id as "eventId", key as "projectId", type,
         cause, message, attempts, place, ${instant('created_at')} as "createdAt", ${instant('redriven_at')} as "redrivenAt",
         redriven_by as "redrivenBy", outcome, '${context}/' || previous as previous, event
       from dead_letter where id = $1`,
      [number],
    )
    return rows[0] ?? unknown(id)
  } finally {
    await client.end()
  }
}

/** The service and the number in it. Throws `no-such-dead-letter`. */
export function placeOf(id: string): { readonly context: string; readonly number: string } {
  const [, context, number] = ID.exec(id) ?? []
  if (!context || !number || !services.some((service) => service.context === context)) return unknown(id)
  return { context, number }
}

function unknown(id: string): never {
  throw new DomainError('not-found', 'no-such-dead-letter', { figures: { id } })
}

function instant(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}
