import { definitionOf, type RecordedEvent, upcast } from '@zhuji/contracts'
import { type Envelope, envelopeOf } from './cloud-event-headers.js'

/** A record as the broker gave it, headers always as lists of bytes. */
export interface KafkaRecord {
  readonly topic: string
  readonly partition: number
  readonly offset: string
  /** Milliseconds since 1970, as text, as the broker keeps it. */
  readonly timestamp: string
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: Readonly<Record<string, readonly Buffer[]>>
}

/** The same as JSON, every byte kept. */
export interface StoredRecord extends Omit<KafkaRecord, 'key' | 'value' | 'headers'> {
  readonly key: string | null
  readonly value: string | null
  readonly headers: Readonly<Record<string, readonly string[]>>
}

export type FaultCause = 'tombstone' | 'invalid-headers' | 'no-handler' | 'not-json' | 'invalid-schema'

/** Why a record cannot be an event for us; trying again would not change it. */
export interface Fault {
  readonly cause: FaultCause
  readonly message: string
}

/**
 * What a record turned out to be. With an envelope it has a place in its stream, whether or not its body can be read or
 * is wanted; only a wanted event without fault is handed to the consumer.
 */
export interface Arrival {
  readonly record: KafkaRecord
  readonly envelope?: Envelope
  readonly event?: RecordedEvent
  readonly fault?: Fault
}

export interface Reading {
  /** The service whose topic it is. */
  readonly source: string
  /** The types the group asked for. */
  readonly wanted: ReadonlySet<string>
}

/** Decides what a record is. Payloads of types nobody asked for are not even parsed. */
export function readRecord(record: KafkaRecord, { source, wanted }: Reading): Arrival {
  const envelope = envelopeOf(textHeaders(record))
  const named = typeof envelope === 'string' ? {} : { envelope }
  const fail = (cause: FaultCause, message: string): Arrival => ({ record, ...named, fault: { cause, message } })
  if (record.value === null) return fail('tombstone', 'the record has no value')
  if (typeof envelope === 'string') return fail('invalid-headers', envelope)
  if (envelope.source !== source) {
    return { record, fault: { cause: 'invalid-headers', message: `ce_source: ${envelope.source}, not ${source}` } }
  }
  const definition = definitionOf(envelope.type)
  if (!definition) return fail('no-handler', `the event type ${envelope.type} is not known here`)
  if (!wanted.has(envelope.type)) return { record, envelope }
  const data = jsonOf(record.value)
  if (data instanceof Error) return fail('not-json', data.message)
  const parsed = definition.schema.safeParse(data)
  if (!parsed.success) return fail('invalid-schema', sentenceOf(parsed.error.issues))
  return { record, envelope, event: upcast({ ...envelope, data }) }
}

/** No event of ours nests a tenth as deep; beyond some thousands neither JSON.stringify nor PostgreSQL would follow. */
const NESTING_MAX = 100
const UTF8 = new TextDecoder('utf-8', { fatal: true })

function jsonOf(value: Buffer): unknown {
  try {
    if (nestsDeeper(value, NESTING_MAX)) return new Error(`nested deeper than ${NESTING_MAX}`)
    return JSON.parse(UTF8.decode(value)) as unknown
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = Buffer.from('"\\[]{}') as Iterable<number>

function nestsDeeper(value: Buffer, max: number): boolean {
  let depth = 0
  let inText = false
  for (let index = 0; index < value.length; index += 1) {
    const byte = value[index]
    if (inText && byte === BACKSLASH) index += 1
    else if (byte === QUOTE) inText = !inText
    else if (inText) continue
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) depth += 1
    else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth -= 1
    if (depth > max) return true
  }
  return false
}

function sentenceOf(issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): string {
  return issues.map((issue) => `${issue.path.map(String).join('.')}: ${issue.message}`).join('; ')
}

function textHeaders(record: KafkaRecord): Record<string, string> {
  const texts = Object.entries(record.headers).flatMap(([name, values]) =>
    values.length === 1 ? [[name, values[0]!.toString('utf8')] as const] : [],
  )
  return Object.fromEntries(texts)
}

type GivenHeader = Buffer | string | null | undefined

/** Headers as the client library hands them out: one value or several, text or bytes, sometimes nothing. */
export function byteHeaders(
  given: Readonly<Record<string, GivenHeader | readonly GivenHeader[]>> | undefined,
): Record<string, readonly Buffer[]> {
  const bytes = (value: GivenHeader): Buffer => (Buffer.isBuffer(value) ? value : Buffer.from(value ?? ''))
  const entries = Object.entries(given ?? {}).map(
    ([name, value]) => [name, (Array.isArray(value) ? value : [value as GivenHeader]).map(bytes)] as const,
  )
  return Object.fromEntries(entries)
}

export function storedRecord(record: KafkaRecord): StoredRecord {
  const headers = Object.entries(record.headers).map(
    ([name, values]) => [name, values.map((value) => value.toString('base64'))] as const,
  )
  return {
    ...record,
    key: record.key?.toString('base64') ?? null,
    value: record.value?.toString('base64') ?? null,
    headers: Object.fromEntries(headers),
  }
}

export function recordFrom(stored: StoredRecord): KafkaRecord {
  const headers = Object.entries(stored.headers).map(
    ([name, values]) => [name, values.map((value) => Buffer.from(value, 'base64'))] as const,
  )
  return {
    ...stored,
    key: stored.key === null ? null : Buffer.from(stored.key, 'base64'),
    value: stored.value === null ? null : Buffer.from(stored.value, 'base64'),
    headers: Object.fromEntries(headers),
  }
}

/** Names one record for good: a topic that was deleted and created again counts its offsets anew, but not its time. */
export function placeOf({ topic, partition, offset, timestamp }: KafkaRecord): string {
  return `${topic}/${partition}/${offset}@${timestamp}`
}
