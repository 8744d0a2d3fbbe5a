import fc from 'fast-check'
import { idleBucketOf, idleLots } from './idle-funds.js'

const on = (inPlaceOn: string, fen: number) => ({ inPlaceOn, fen })

describe('idle funds', () => {
  it('are what is left of the oldest amount, at its age, and all that came later', () => {
    expect(idleLots([on('2026-03-01', 50), on('2026-01-10', 100)], 70)).toEqual([
      on('2026-01-10', 30),
      on('2026-03-01', 50),
    ])
  })

  it.each([
    ['2026-01-31', '0-30'],
    ['2026-02-01', '31-90'],
    ['2026-06-30', '91-180'],
    ['2027-01-01', '181-365'],
    ['2027-01-02', 'over-365'],
  ])('of the first of January are on %s in the bucket %s', (day, bucket) =>
    expect(idleBucketOf('2026-01-01', day)).toBe(bucket),
  )

  it('are none where as much or more has left', () => {
    expect(idleLots([on('2026-01-01', 5)], 5)).toEqual([])
    expect(idleLots([on('2026-01-01', 5)], 8)).toEqual([])
  })

  it('come to what came in less what left, and no younger money is taken while older is there', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 1_000 }), { maxLength: 20 })
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 12_000 }), (fens, left) => {
        const cameIn = fens.map((fen, day) => on(`2026-01-${String(day + 1).padStart(2, '0')}`, fen))
        const lots = idleLots(cameIn, left)
        const total = fens.reduce((sum, fen) => sum + fen, 0)
        expect(lots.reduce((sum, { fen }) => sum + fen, 0)).toBe(Math.max(0, total - left))
        expect(lots.slice(1)).toEqual(cameIn.slice(cameIn.length - Math.max(0, lots.length - 1)))
      }),
    )
  })
})
