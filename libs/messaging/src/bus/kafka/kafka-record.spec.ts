import { LedgerEntryPosted, LedgerEntryPostedV1, ProjectRegistered, typesOf } from '@zhuji/contracts'
import type { LogRow } from '../../log/log-reader.repository.js'
import { headersOf } from './cloud-event-headers.js'
import { byteHeaders, type KafkaRecord, readRecord, recordFrom, storedRecord } from './kafka-record.js'

const data = ProjectRegistered.examples[0]!
const key = data.projectId
const row: LogRow = {
  xid: '18446744073709551615',
  position: '42',
  id: '0b0f3e1c-53f1-4b44-9a39-0d8ad4b2d2a1',
  aggregateid: key,
  type: ProjectRegistered.type,
  payload: JSON.stringify(data),
  stream_id: `project/${key}`,
  stream_version: 7,
  occurred_on: '2026-01-15',
  recorded_at: '2026-01-16T08:00:00.123Z',
  known_on: '2026-01-16',
  known_on_claimed: true,
  actor: '{"person":"王建国","unit":"edu-bureau","role":"office"}',
  correlation_id: 'abc',
  causation_id: null,
  traceparent: null,
}

function aRecord(
  change: Partial<Record<string, string | null>> = {},
  value: string | Buffer | null = row.payload,
): KafkaRecord {
  const headers = Object.entries({ ...headersOf(row, 'registry'), ...change }).filter(([, text]) => text !== null)
  return {
    topic: 'zhuji.registry.events.v1',
    partition: 3,
    offset: '1042',
    timestamp: '1768550400123',
    key: Buffer.from(key),
    value: value === null ? null : Buffer.from(value),
    headers: byteHeaders(Object.fromEntries(headers)),
  }
}

const reading = { source: 'registry', wanted: new Set<string>([ProjectRegistered.type]) }
const faultOf = (record: KafkaRecord) => readRecord(record, reading).fault

describe('a record of an event', () => {
  it('comes in its newest version, whichever the log holds', () => {
    const { type, examples } = LedgerEntryPostedV1
    const record = aRecord({ ce_type: type, ce_source: 'funding' }, JSON.stringify(examples[0]))
    const { event } = readRecord(record, { source: 'funding', wanted: new Set(typesOf([LedgerEntryPosted])) })
    expect(event).toMatchObject({
      type: LedgerEntryPosted.type,
      data: examples[0],
      recordedAs: { type, data: examples[0] },
    })
  })

  it('gives back the event that the log holds', () => {
    const { event, fault } = readRecord(aRecord(), reading)
    expect(fault).toBeUndefined()
    expect(event).toEqual({
      id: row.id,
      type: row.type,
      source: 'registry',
      streamId: row.stream_id,
      streamVersion: 7,
      key,
      occurredOn: '2026-01-15',
      recordedAt: '2026-01-16T08:00:00.123Z',
      knownOn: '2026-01-16',
      knownOnClaimed: true,
      actor: { person: '王建国', unit: 'edu-bureau', role: 'office' },
      correlationId: 'abc',
      causationId: null,
      data,
      position: { xid: row.xid, position: 42 },
    })
    expect(readRecord(aRecord({ ce_causationid: 'cause' }), reading).event?.causationId).toBe('cause')
  })

  it('survives being kept as JSON, byte for byte', () => {
    for (const record of [aRecord(), aRecord({}, null), aRecord({ odd: 'ü' }, Buffer.from([0xff, 0x00]))]) {
      expect(recordFrom(JSON.parse(JSON.stringify(storedRecord(record))))).toEqual(record)
    }
  })

  it('is not opened when nobody asked for its type', () => {
    const arrival = readRecord(aRecord({}, 'not even JSON'), { source: 'registry', wanted: new Set() })
    expect(arrival).toMatchObject({ envelope: { streamVersion: 7 } })
    expect(arrival.event ?? arrival.fault).toBeUndefined()
  })

  it('takes headers as the client hands them out', () => {
    expect(byteHeaders({ one: 'a', two: [Buffer.from('b'), 'c'], none: undefined })).toEqual({
      one: [Buffer.from('a')],
      two: [Buffer.from('b'), Buffer.from('c')],
      none: [Buffer.from('')],
    })
  })
})

describe('a record that is no event', () => {
  it.each([
    ['tombstone', aRecord({}, null)],
    ['not-json', aRecord({}, '{"projectId":')],
    ['not-json', aRecord({}, Buffer.from([0x22, 0xff, 0x22]))],
    ['not-json', aRecord({}, '['.repeat(5_000) + ']'.repeat(5_000))],
    ['invalid-schema', aRecord({}, '{"projectId":"x"}')],
    ['no-handler', aRecord({ ce_type: 'registry.moon-landed.v1' })],
    ['invalid-headers', aRecord({ ce_streamversion: null })],
    ['invalid-headers', aRecord({ ce_streamversion: '0' })],
    ['invalid-headers', aRecord({ ce_streamversion: '2147483648' })],
    ['invalid-headers', aRecord({ ce_streamid: 'a\u0000b' })],
    ['invalid-headers', aRecord({ ce_subject: 'x'.repeat(301) })],
    ['invalid-headers', aRecord({ ce_id: 'not an id' })],
    ['invalid-headers', aRecord({ ce_occurredon: '2026-02-30' })],
    ['invalid-headers', aRecord({ ce_actor: '[]' })],
    ['invalid-headers', aRecord({ ce_specversion: '2.0' })],
    ['invalid-headers', aRecord({ ce_source: 'funding' })],
  ])('is %s', (cause, record) => {
    expect(faultOf(record)).toMatchObject({ cause, message: expect.stringMatching(/./) as string })
  })

  it('keeps its place in its stream when its headers tell it', () => {
    expect(readRecord(aRecord({}, '{'), reading).envelope).toMatchObject({ streamId: row.stream_id, streamVersion: 7 })
    expect(readRecord(aRecord({ ce_streamversion: 'x' }), reading).envelope).toBeUndefined()
  })

  it('may nest brackets in a text as deep as it likes', () => {
    const deep = JSON.stringify({ ...data, name: '[{\\"'.repeat(60), address: '['.repeat(280) })
    expect(faultOf(aRecord({}, deep))).toBeUndefined()
  })
})
