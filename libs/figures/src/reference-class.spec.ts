import { expectedDays, referenceClassOf } from './reference-class.js'

const works = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ plannedDays: 100, actualDays: 100 + 10 * index }))

describe('a reference class', () => {
  it('of nine works is hidden, but says how many there are', () => {
    const small = referenceClassOf(works(9))
    expect(small).toEqual({ works: 9, worksMin: 10, ratios: null })
    expect(expectedDays(small, 300)).toBeNull()
  })

  it('of eleven works shows what half, eight and nine in ten of them needed', () => {
    const shown = referenceClassOf(works(11))
    expect(shown).toEqual({ works: 11, worksMin: 10, ratios: [1.5, 1.8, 1.9] })
    expect(expectedDays(shown, 300)).toEqual([450, 540, 570])
  })

  it('lies between two works where no work lies', () => {
    expect(referenceClassOf(works(10)).ratios).toEqual([1.45, 1.72, 1.81])
  })

  it('does not count works without a planned duration', () => {
    expect(referenceClassOf([...works(10), { plannedDays: 0, actualDays: 400 }]).works).toBe(10)
  })
})
