import { attainmentOf, distinctTotal, reachesShare, type TargetMember, type TargetTerms } from './target-line.js'

const terms: TargetTerms = {
  isRate: false,
  base: 12_000,
  stretch: 15_000,
  cutOffOn: '2026-09-01',
  period: { from: '2026-01-01', to: '2026-12-31' },
}
const project = (projectId: string, facts: Partial<TargetMember> = {}): TargetMember => ({
  projectId,
  amount: 1,
  reachedOn: null,
  dueOn: null,
  ...facts,
})
const many = (count: number, facts: Partial<TargetMember> = {}) =>
  Array.from({ length: count }, (_, index) => project(`${JSON.stringify(facts)} ${index}`, facts))

describe('a target with two tiers', () => {
  it('is attained at 100, and what lies above is its excess', () => {
    const members = [
      project('a', { amount: 9_000, reachedOn: '2026-08-20' }),
      project('b', { amount: 6_500, reachedOn: '2026-09-01' }),
    ]
    const { value, base, stretch } = attainmentOf(terms, members, '2026-12-31')
    expect(value).toBe(15_500)
    expect(base).toEqual({ target: 12_000, reached: true, attainmentPercent: 100, excess: 3_500 })
    expect(stretch).toEqual({ target: 15_000, reached: true, attainmentPercent: 100, excess: 500 })
  })

  it('is half attained with half of it, without excess', () => {
    const half = attainmentOf(terms, [project('a', { amount: 6_000, reachedOn: '2026-05-01' })], '2026-06-30')
    expect(half.base).toEqual({ target: 12_000, reached: false, attainmentPercent: 50, excess: 0 })
    expect(half.stretch).toMatchObject({ attainmentPercent: 40 })
  })

  it('is never rounded up to attained', () => {
    const almost = [project('a', { amount: 11_999.9999, reachedOn: '2026-05-01' })]
    expect(attainmentOf(terms, almost, '2026-06-30').base).toMatchObject({
      reached: false,
      attainmentPercent: 99.9999,
    })
  })
})

describe('the cut-off', () => {
  const late = [project('a', { reachedOn: '2026-09-02', dueOn: '2026-08-31' })]
  const counts = { ...terms, base: 1, stretch: undefined }

  it('leaves out what is completed a day later; the annual rate still has it', () => {
    const { achieved, due, dueReached, achievedInPeriod, list } = attainmentOf(counts, late, '2026-12-31')
    expect([achieved.projects, due.projects, dueReached.projects]).toEqual([0, 1, 0])
    expect([achievedInPeriod.projects, list.projects]).toEqual([1, 1])
  })

  it('does not make due what the day of the question has not come to', () => {
    expect(attainmentOf(counts, late, '2026-08-30').due.projects).toBe(0)
    expect(attainmentOf(counts, late, '2026-08-31').due.projects).toBe(1)
  })

  it('is not the only one: what was in use before the period began is nobody’s task in it', () => {
    const before = [project('a', { reachedOn: '2025-12-31' }), project('b', { reachedOn: '2026-01-01' })]
    expect(attainmentOf(counts, before, '2026-06-30').achieved.projects).toBe(1)
  })

  it('ends the period, too', () => {
    expect(
      attainmentOf(counts, [project('a', { reachedOn: '2027-01-01' })], '2027-06-30').achievedInPeriod.projects,
    ).toBe(0)
  })
})

describe('an unknown amount', () => {
  const masked = project('b', { amount: null, reachedOn: '2026-05-01' })

  it('is counted, never 0: the total is that of the known, attainment is unknown', () => {
    const members = [project('a', { amount: 7_000, reachedOn: '2026-05-01' }), masked]
    const { achieved, base } = attainmentOf(terms, members, '2026-06-30')
    expect(achieved).toEqual({ projects: 2, amount: 7_000, unknown: 1 })
    expect(base).toEqual({ target: 12_000, reached: null, attainmentPercent: null, excess: null })
  })

  it('does not matter to a target that the known part reaches; by how much is unknown', () => {
    const members = [project('a', { amount: 12_500, reachedOn: '2026-05-01' }), masked]
    const { base, stretch } = attainmentOf(terms, members, '2026-06-30')
    expect(base).toEqual({ target: 12_000, reached: true, attainmentPercent: 100, excess: null })
    expect(stretch).toMatchObject({ reached: null, attainmentPercent: null })
  })

  it('of a project that has not reached the milestone does not matter', () => {
    const members = [project('a', { amount: 6_000, reachedOn: '2026-05-01' }), { ...masked, reachedOn: null }]
    expect(attainmentOf(terms, members, '2026-06-30').base).toMatchObject({ attainmentPercent: 50 })
  })

  it('can be the target itself', () => {
    const members = [project('a', { amount: 6_000, reachedOn: '2026-05-01' })]
    expect(attainmentOf({ ...terms, base: null }, members, '2026-06-30')).toMatchObject({
      value: 6_000,
      base: { target: null, reached: null, attainmentPercent: null, excess: null },
    })
  })
})

describe('a target that is a rate', () => {
  const rate = { ...terms, isRate: true, base: 90, stretch: undefined }
  const started = { reachedOn: '2026-03-01' }

  it.each([
    [19, 21, true],
    [18, 21, false],
    [9, 10, true],
  ])('%i of %i reaches 90 %%: %s', (done, of, reached) => {
    expect(reachesShare({ done, of }, 90)).toBe(reached)
    const { base } = attainmentOf(rate, [...many(done, started), ...many(of - done)], '2026-09-01')
    expect(base.reached).toBe(reached)
  })

  it('is unknown for an empty list', () => {
    expect(attainmentOf(rate, [], '2026-09-01')).toMatchObject({ value: null, base: { reached: null } })
  })
})

describe('a total over overlapping lists', () => {
  it('counts each project once: 12 and 9 with 4 in both are 17', () => {
    const first = Array.from({ length: 12 }, (_, index) => project(`${index}`))
    const second = Array.from({ length: 9 }, (_, index) => project(`${index + 8}`))
    expect(distinctTotal([first, second])).toEqual({ projects: 17, amount: 17, unknown: 0 })
  })

  it('takes an amount from the list that knows it, and counts what no list knows', () => {
    const one = [project('a', { amount: null }), project('b', { amount: null })]
    const other = [project('a', { amount: 540 })]
    expect(distinctTotal([one, other])).toEqual({ projects: 2, amount: 540, unknown: 1 })
    expect(distinctTotal([other, one])).toEqual({ projects: 2, amount: 540, unknown: 1 })
  })
})
