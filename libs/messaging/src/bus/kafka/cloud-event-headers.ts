import { z } from 'zod'
import type { Actor, RecordedEvent } from '@zhuji/contracts'
import { isCalendarDate } from '@zhuji/kernel'
import type { LogRow } from '../../log/log-reader.repository.js'

/**
 * CloudEvents 1.0 in Kafka's binary mode: the payload is the value, everything else is a `ce_` header. What the standard
 * does not name (stream, days, actor, place in the log) travels as extension attributes, lower-case letters only.
 */
export type EventHeaders = Readonly<Record<string, string>>

/** A recorded event without its payload. */
export type Envelope = Omit<RecordedEvent, 'data'>

/** Taken from the log's row as text: nothing of it is parsed on its way out. */
export function headersOf(row: LogRow, context: string): EventHeaders {
  return {
    'content-type': 'application/json',
    ce_specversion: '1.0',
    ce_id: row.id,
    ce_type: row.type,
    ce_source: context,
    ce_time: row.recorded_at,
    ce_subject: row.aggregateid,
    ce_streamid: row.stream_id,
    ce_streamversion: String(row.stream_version),
    ce_occurredon: row.occurred_on,
    ce_knownon: row.known_on,
    ce_knownonclaimed: String(row.known_on_claimed),
    ce_actor: row.actor,
    ce_correlationid: row.correlation_id,
    // A header without a value cannot be sent; an event without a cause has no such header.
    ...(row.causation_id === null ? {} : { ce_causationid: row.causation_id }),
    ce_xid: row.xid,
    ce_position: row.position,
    ...(row.traceparent === null ? {} : { traceparent: row.traceparent }),
  }
}

const wholeNumber = z.string().regex(/^\d{1,15}$/)
const day = z.string().refine(isCalendarDate, 'not a calendar date')
/** What becomes a key of our tables: not longer than an index takes, and nothing that a text column refuses. */
const name = z
  .string()
  .max(300)
  .regex(/^\P{Cc}+$/u)

const headers = z.object({
  ce_specversion: z.literal('1.0'),
  ce_id: z.uuid(),
  ce_type: name,
  ce_source: name,
  ce_time: z.iso.datetime(),
  ce_subject: name,
  ce_streamid: name,
  ce_streamversion: wholeNumber.refine((text) => Number(text) >= 1 && Number(text) < 2 ** 31, 'not a version'),
  ce_occurredon: day,
  ce_knownon: day,
  ce_knownonclaimed: z.enum(['true', 'false']),
  ce_actor: z.string().transform((text, context): Actor => {
    const actor = actorOf(text)
    if (actor) return actor
    context.addIssue({ code: 'custom', message: 'not an actor' })
    return z.NEVER
  }),
  ce_correlationid: z.string(),
  ce_causationid: z.string().optional(),
  ce_xid: z.string().regex(/^\d{1,20}$/),
  ce_position: wholeNumber,
  /** Of no account for the event: what is no trace is left out, not refused. */
  traceparent: z
    .string()
    .regex(/^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/)
    .optional()
    .catch(undefined),
})

function actorOf(text: string): Actor | undefined {
  try {
    const value = JSON.parse(text) as unknown
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Actor) : undefined
  } catch {
    return undefined
  }
}

/** The envelope, or a sentence that names each header that is missing or wrong. */
export function envelopeOf(given: EventHeaders): Envelope | string {
  const parsed = headers.safeParse(given)
  if (!parsed.success) {
    return parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
  }
  const { data } = parsed
  return {
    id: data.ce_id,
    type: data.ce_type,
    source: data.ce_source,
    streamId: data.ce_streamid,
    streamVersion: Number(data.ce_streamversion),
    key: data.ce_subject,
    occurredOn: data.ce_occurredon,
    recordedAt: data.ce_time,
    knownOn: data.ce_knownon,
    knownOnClaimed: data.ce_knownonclaimed === 'true',
    actor: data.ce_actor,
    correlationId: data.ce_correlationid,
    // A relay that is not ours sends the header of an event without a cause as well, with nothing in it.
    causationId: data.ce_causationid || null,
    ...(data.traceparent === undefined ? {} : { traceparent: data.traceparent }),
    position: { xid: data.ce_xid, position: Number(data.ce_position) },
  }
}
