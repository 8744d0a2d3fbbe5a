import { createHash } from 'node:crypto'
import type { LogCheckpoint } from '@zhuji/contracts'
import fc from 'fast-check'
import { lacking } from './completeness.js'
import { checkpointDecider, seal, type SegmentRow } from './seal.js'

const TYPES = ['funding.ledger-entry-posted.v2', 'funding.agreement-signed.v1'] as const
const UNWANTED = 'funding.nobody-asked.v1'

/** A log as its rows' types, cut into segments of a few rows, and sealed. */
function sealedLog(types: readonly string[], each: number): { checkpoints: LogCheckpoint[]; rows: SegmentRow[] } {
  const checkpoints: LogCheckpoint[] = []
  const rows = types.map((type, index): SegmentRow => ({
    position: { xid: '7', position: index + 1 },
    type,
    streamId: `project/${index}`,
    streamVersion: 1,
    hash: createHash('sha256').update(`${index}`).digest(),
    recordedOn: '2026-06-30',
  }))
  let log = checkpointDecider.initial()
  for (let begin = 0; begin < rows.length; begin += each) {
    const segment = { service: 'funding', after: log.through, rows: rows.slice(begin, begin + each) }
    const [event] = seal(log, segment)
    checkpoints.push(event!.data as LogCheckpoint)
    log = checkpointDecider.evolve(log, event!)
  }
  return { checkpoints, rows }
}

/** As a reader counts its own rows: by their places between two checkpoints. */
function counted(checkpoints: readonly LogCheckpoint[], rows: readonly SegmentRow[]) {
  return checkpoints.map((checkpoint, index) => {
    const after = checkpoints[index - 1]?.through.position ?? 0
    const takenIn: Record<string, number> = {}
    for (const { type, position: place } of rows) {
      if (place.position > after && place.position <= checkpoint.through.position)
        takenIn[type] = (takenIn[type] ?? 0) + 1
    }
    return { checkpoint, takenIn }
  })
}

const aLog = fc.tuple(
  fc.array(fc.constantFrom(...TYPES, UNWANTED), { minLength: 1, maxLength: 40 }),
  fc.integer({ min: 1, max: 9 }),
)
const wanted = new Set<string>(TYPES)

describe('a reader that took in every event it wants, in whatever order', () => {
  it('lacks nothing, whatever it did not want', () => {
    fc.assert(
      fc.property(aLog, ([types, each]) => {
        const { checkpoints, rows } = sealedLog(types, each)
        const own = rows.filter(({ type }) => wanted.has(type)).toReversed()
        expect(lacking(counted(checkpoints, own), wanted)).toEqual([])
      }),
    )
  })
})

describe('a reader without one of them', () => {
  it('lacks exactly that one, however far it has read: the segment and the type are named', () => {
    fc.assert(
      fc.property(aLog, fc.nat(), ([types, each], any) => {
        const { checkpoints, rows } = sealedLog(types, each)
        const own = rows.filter(({ type }) => wanted.has(type))
        fc.pre(own.length > 0)
        const lost = own[any % own.length]!
        const number = Math.ceil(lost.position.position / each)
        expect(
          lacking(
            counted(
              checkpoints,
              own.filter((row) => row !== lost),
            ),
            wanted,
          ),
        ).toEqual([{ service: 'funding', number, type: lost.type, missing: 1 }])
      }),
    )
  })
})

describe('a reader that has not every checkpoint', () => {
  it('cannot say what it lacks', () => {
    const { checkpoints, rows } = sealedLog([TYPES[0], TYPES[0], TYPES[1]], 1)
    const [first, , third] = counted(checkpoints, rows)
    expect(() => lacking([first!, third!], wanted)).toThrow('checkpoint 2 of funding is not at hand')
  })
})
