import { createHash, generateKeyPairSync } from 'node:crypto'
import { definitionOf, type LogCheckpoint } from '@zhuji/contracts'
import fc from 'fast-check'
import { inventoryOf, marksOf, markOf, ROOT_START, statementOf } from './checkpoint.js'
import { checkpointKeyOf, isSigned } from './checkpoint-key.js'
import { checkpointDecider, isDue, seal, type SealedLog, type SegmentRow } from './seal.js'

const FACT = 'funding.ledger-entry-posted.v1'
const CHECKPOINT = 'funding.log-checkpointed.v1'
const { privateKey } = generateKeyPairSync('ed25519')
const key = checkpointKeyOf(privateKey.export({ format: 'pem', type: 'pkcs8' }) as string)

const aRow = (position: number, more: Partial<SegmentRow> = {}): SegmentRow => ({
  position: { xid: '7', position },
  type: FACT,
  streamId: 'project/a',
  streamVersion: position,
  hash: createHash('sha256').update(`${position}`).digest(),
  recordedOn: '2026-06-30',
  ...more,
})

const sealed = (log: SealedLog, rows: readonly SegmentRow[], withKey = key) => {
  const [event] = seal(log, { service: 'funding', after: log.through, rows }, withKey)
  return event && { event, data: event.data as LogCheckpoint, log: checkpointDecider.evolve(log, event) }
}
const nothing = checkpointDecider.initial()

describe('a log with new facts', () => {
  it('is sealed by the hash of all of them in their order, and by what each stream holds', () => {
    const rows = [aRow(1), aRow(2, { streamId: 'project/b', streamVersion: 5 }), aRow(3, { streamVersion: 2 })]
    const { event, data } = sealed(nothing, rows)!
    const root = createHash('sha256')
      .update(Buffer.from(ROOT_START, 'hex'))
      .update(Buffer.concat(rows.map((row) => row.hash)))
    expect(event).toMatchObject({ type: CHECKPOINT, occurredOn: '2026-06-30' })
    expect(data).toMatchObject({ number: 1, events: 3, through: { xid: '7', position: 3 }, root: root.digest('hex') })
    expect(data.inventory.counts).toEqual({ [FACT]: 3 })
    expect(data.inventory.streams.map((stream) => [stream.streamId, ...marksOf(stream)])).toEqual([
      ['project/a', [1, markOf(rows[0]!.hash)], [2, markOf(rows[2]!.hash)]],
      ['project/b', [5, markOf(rows[1]!.hash)]],
    ])
    expect(definitionOf(CHECKPOINT)!.schema.parse(data)).toEqual(data)
  })

  it('is sealed on from where it was, so that every root stands for all facts before it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 30 }), fc.integer({ min: 1, max: 29 }), (count, cut) => {
        const rows = Array.from({ length: count }, (_, index) => aRow(index + 1))
        const first = sealed(nothing, rows.slice(0, Math.min(cut, count - 1)))!
        const second = sealed(first.log, rows.slice(Math.min(cut, count - 1)))!
        expect(second.data).toMatchObject({ number: 2, events: count, previousRoot: first.data.root })
        const other = rows.map((row, index) => (index === 0 ? { ...row, hash: Buffer.alloc(32) } : row))
        const changed = sealed(
          sealed(nothing, other.slice(0, Math.min(cut, count - 1)))!.log,
          rows.slice(Math.min(cut, count - 1)),
        )!
        expect(changed.data.root).not.toBe(second.data.root)
      }),
    )
  })

  it('is sealed once: whoever read it before another checkpoint was made makes none', () => {
    const { log } = sealed(nothing, [aRow(1)])!
    expect(seal(log, { service: 'funding', after: nothing.through, rows: [aRow(1), aRow(2)] }, key)).toEqual([])
  })

  it('is sealed day by day, whenever somebody comes to do it', () => {
    const rows = [aRow(1), aRow(2), aRow(3, { recordedOn: '2026-07-01' }), aRow(4, { recordedOn: '2026-07-01' })]
    const june = sealed(nothing, rows)!
    expect(june.data).toMatchObject({ recordedOn: '2026-06-30', events: 2 })
    // The checkpoint of June is made in July and is a row of July's segment.
    const made = aRow(5, {
      type: CHECKPOINT,
      streamId: 'checkpoint/funding',
      streamVersion: 1,
      recordedOn: '2026-07-01',
    })
    expect(sealed(june.log, [...rows.slice(2), made])!.data).toMatchObject({ recordedOn: '2026-07-01', events: 5 })
  })

  it('says on which day its facts were recorded, also behind a checkpoint of another day', () => {
    const made = aRow(1, { type: CHECKPOINT, streamId: 'checkpoint/funding', recordedOn: '2026-06-30' })
    expect(sealed(nothing, [made, aRow(2, { recordedOn: '2026-07-03' })])!.data).toMatchObject({
      recordedOn: '2026-07-03',
      events: 2,
    })
  })
})

describe('a log in which nothing but checkpoints is new', () => {
  it('is left alone', () => {
    expect(sealed(nothing, [aRow(1, { type: CHECKPOINT })])).toBeUndefined()
    expect(sealed(nothing, [])).toBeUndefined()
  })
})

describe('a checkpoint', () => {
  it('carries a signature of all it says, which the key alone can make', () => {
    const { data } = sealed(nothing, [aRow(1)])!
    expect(isSigned(statementOf(data), data.signature!)).toBe(true)
    const { signature, ...said } = data
    const others: LogCheckpoint[] = [
      { ...said, events: 2 },
      { ...said, recordedOn: '2026-07-01' },
      { ...said, root: ROOT_START },
      { ...said, through: { xid: '7', position: 2 } },
      { ...said, inventory: inventoryOf([]) },
    ]
    for (const other of others) expect(isSigned(statementOf(other), signature!)).toBe(false)
    expect(isSigned(statementOf(data), { ...signature!, value: 'AAAA' })).toBe(false)
  })

  it('has none where there is no key', () => {
    expect(seal(nothing, { service: 'funding', after: nothing.through, rows: [aRow(1)] })[0]!.data).not.toHaveProperty(
      'signature',
    )
  })
})

describe('facts that wait', () => {
  const since = new Date('2026-06-30T08:00:00Z')
  const few = { since, recordedOn: '2026-06-30', isFull: false }
  const minutes = (count: number) => new Date(since.getTime() + count * 60_000)

  it.each([
    { what: 'a few, for nine minutes', waiting: few, now: minutes(9), today: '2026-06-30', due: false },
    { what: 'a few, for ten minutes', waiting: few, now: minutes(10), today: '2026-06-30', due: true },
    { what: 'a thousand', waiting: { ...few, isFull: true }, now: minutes(0), today: '2026-06-30', due: true },
    { what: 'a few of a day that is over', waiting: few, now: minutes(1), today: '2026-07-01', due: true },
  ])('$what', ({ waiting, now, today, due }) => {
    expect(isDue(waiting, now, today)).toBe(due)
  })
})

it('no other key signs checkpoints than Ed25519', () => {
  const { privateKey: rsa } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  expect(() => checkpointKeyOf(rsa.export({ format: 'pem', type: 'pkcs8' }) as string)).toThrow('Ed25519')
})
