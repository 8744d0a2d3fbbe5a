import { type Contender, median, summaryOf, verdictOf } from './contest.js'

const contender = (name: string): Contender => ({
  name,
  part: 'ours',
  measure: () => Promise.reject(new Error('unused')),
})
const rounds = (...rates: number[]) => rates.map((perSecond) => ({ perSecond, work: perSecond }))

describe('a contest', () => {
  it('compares round by round, because both ran side by side', () => {
    const summaries = [summaryOf(contender('a'), rounds(50, 100, 60)), summaryOf(contender('b'), rounds(100, 200, 100))]
    const verdict = verdictOf({ id: 'P', ours: 'a', against: 'b', ratio: 0.5 }, summaries)
    expect(verdict).toMatchObject({ reached: 0.5, met: true, reproduced: true, rounds: [0.5, 0.5, 0.6] })
  })

  it('says when its rounds disagree about the goal', () => {
    const summaries = [summaryOf(contender('a'), rounds(40, 60, 60)), summaryOf(contender('b'), rounds(100, 100, 100))]
    expect(verdictOf({ id: 'P', ours: 'a', against: 'b', ratio: 0.5 }, summaries)).toMatchObject({
      met: true,
      reproduced: false,
    })
  })

  it('holds a figure against its upper bound, in every round', () => {
    const measured = [4, 6, 5].map((p50Ms) => ({ perSecond: 200, work: 400, p50Ms, figures: { 'memory, MB': 290 } }))
    const summaries = [summaryOf(contender('a'), measured)]
    expect(verdictOf({ id: 'P', ours: 'a', figure: 'p50Ms', most: 5 }, summaries)).toMatchObject({
      reached: 5,
      met: true,
      reproduced: false,
      rounds: [4, 6, 5],
    })
    expect(verdictOf({ id: 'P', ours: 'a', figure: 'memory, MB', most: 289 }, summaries)).toMatchObject({
      reached: 290,
      met: false,
      reproduced: true,
    })
  })

  it('holds a figure against the same figure of another, round by round', () => {
    const costing = (...each: number[]) =>
      each.map((cost) => ({ perSecond: 1, work: 1, figures: { 'cost, µs': cost } }))
    const summaries = [summaryOf(contender('a'), costing(60, 24, 33)), summaryOf(contender('b'), costing(50, 20, 30))]
    const goal = { id: 'P', ours: 'a', against: 'b', figure: 'cost, µs' }
    const rounds = [1.2, 1.2, 1.1]
    expect(verdictOf({ ...goal, most: 1.2 }, summaries)).toMatchObject({ reached: 1.2, met: true, rounds })
    expect(verdictOf({ ...goal, most: 1.1 }, summaries)).toMatchObject({ met: false, reproduced: false })
  })

  it('gives medians, the spread and the cost of one', () => {
    const measured = [100, 300, 200].map((perSecond) => ({
      perSecond,
      work: 1000,
      cpuSeconds: { ours: perSecond / 1000 },
    }))
    expect(summaryOf(contender('a'), measured)).toMatchObject({
      perSecond: 200,
      spread: 0.5,
      cpuMicrosecondsEach: { ours: 200 },
    })
    expect(median([])).toBe(0)
    expect(median([4, 1])).toBe(2.5)
  })
})
