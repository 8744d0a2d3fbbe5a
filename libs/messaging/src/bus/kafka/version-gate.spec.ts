import fc from 'fast-check'
import { type GateState, type InStream, passGate } from './version-gate.js'

const item = (version: number, streamId = 'project/a', counts = true): InStream => ({ streamId, version, counts })
const state = (version: number, parked: readonly InStream[] = []): GateState<InStream> => ({
  versions: new Map(version === 0 ? [] : [['project/a', version]]),
  parked,
})
const versions = (items: readonly InStream[]): number[] => items.map(({ version }) => version)

describe('the gate of a stream', () => {
  it('lets the next version pass and skips what has passed', () => {
    const outcome = passGate(state(2), [item(1), item(2), item(3)])
    expect(versions(outcome.passed)).toEqual([3])
    expect(outcome).toMatchObject({ toPark: [], released: [], moves: [{ from: 2, to: 3 }], more: false })
  })

  it('keeps a later version until the gap closes, then releases everything behind it', () => {
    const early = passGate(state(1), [item(4), item(3)])
    expect(versions(early.toPark)).toEqual([4, 3])
    expect(early.moves).toEqual([])
    const late = passGate(state(1, early.toPark), [item(2)])
    expect(versions(late.passed)).toEqual([2, 3, 4])
    expect(versions(late.released)).toEqual([3, 4])
    expect(late.moves).toEqual([{ streamId: 'project/a', from: 1, to: 4 }])
  })

  it('does not keep the same version twice', () => {
    expect(passGate(state(1, [item(3)]), [item(3), item(5), item(5)])).toMatchObject({ toPark: [{ version: 5 }] })
  })

  it('sees no gap where an event that nobody asked for lies', () => {
    const outcome = passGate(state(0), [item(1), item(2, 'project/a', false), item(3)])
    expect(versions(outcome.passed.filter(({ counts }) => counts))).toEqual([1, 3])
  })

  it('lets no more than the limit pass and says that more could', () => {
    const first = passGate(state(1, [item(3), item(4, 'project/a', false), item(5)]), [item(2)], 1)
    expect(versions(first.passed)).toEqual([2])
    expect(first.more).toBe(true)
    const second = passGate(state(2, [item(3), item(4, 'project/a', false), item(5)]), [], 1)
    expect(versions(second.passed)).toEqual([3, 4])
    expect(second.more).toBe(true)
  })

  it('holds no stream up for another', () => {
    const outcome = passGate(state(0), [item(2), item(1, 'project/b')])
    expect(outcome.passed).toEqual([item(1, 'project/b')])
    expect(outcome.toPark).toEqual([item(2)])
  })

  it('gives every version once and in order, whatever the order, the repetitions and the batches', () => {
    const deliveries = fc.array(fc.record({ stream: fc.nat(2), version: fc.integer({ min: 1, max: 12 }) }), {
      maxLength: 80,
    })
    fc.assert(
      fc.property(deliveries, fc.integer({ min: 1, max: 9 }), (sent, batch) => {
        const all = [...sent, ...[0, 1, 2].flatMap((stream) => everyVersion(stream))]
        const seen = drive(
          all.map(({ stream, version }) => item(version, `project/${stream}`)),
          batch,
        )
        for (const passed of seen.values()) expect(passed).toEqual(Array.from({ length: 12 }, (_, index) => index + 1))
      }),
    )
  })
})

const everyVersion = (stream: number) => Array.from({ length: 12 }, (_, index) => ({ stream, version: 12 - index }))

/** Keeps what a database would keep between batches, and returns what passed, by stream. */
function drive(items: readonly InStream[], batch: number): Map<string, number[]> {
  const kept = new Map<string, number>()
  let parked: readonly InStream[] = []
  const seen = new Map<string, number[]>()
  for (let start = 0; start < items.length; start += batch) {
    const outcome = passGate({ versions: kept, parked }, items.slice(start, start + batch))
    for (const { streamId, to } of outcome.moves) kept.set(streamId, to)
    parked = [...parked.filter((one) => !outcome.released.includes(one)), ...outcome.toPark]
    for (const { streamId, version } of outcome.passed) seen.set(streamId, [...(seen.get(streamId) ?? []), version])
  }
  expect(parked).toEqual([])
  return seen
}
