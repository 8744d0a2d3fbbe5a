import { goalsOf, goalsOfLedgers, sizesUpTo } from './growth.js'

describe('cost as work grows', () => {
  it('is measured at three sizes, each ten times the one before', () => {
    expect(sizesUpTo(100_000)).toEqual([1_000, 10_000, 100_000])
    expect(sizesUpTo(300)).toEqual([3, 30, 300])
    expect(sizesUpTo(8)).toEqual([1, 8])
  })

  it('may follow n log n from each size to the next, and the questions may not follow at all', () => {
    const sizes = [
      { projects: 10, events: 1_000 },
      { projects: 100, events: 10_000 },
      { projects: 1_000, events: 100_000 },
    ]
    const goals = goalsOf(sizes, ['commands', 'questions', 'verification'])
    const allowed = goals.map(({ ours, against, ratio }) => [ours, against, ratio])
    expect(allowed).toHaveLength(6)
    expect(allowed).toContainEqual(['commands, 100 projects', 'commands, 10 projects', 0.75])
    expect(allowed).toContainEqual(['verification, 1000 projects', 'verification, 100 projects', 0.8])
    expect(allowed).toContainEqual(['questions, 100 projects', 'questions, 10 projects', 0.8])
  })

  it('may not follow the entries of a ledger', () => {
    expect(goalsOfLedgers.map(({ ours, against, ratio }) => [ours, against, ratio])).toEqual([
      ['postings, ledger of 1000 entries', 'postings, ledger of 10 entries', 0.8],
      ['postings, ledger of 10000 entries', 'postings, ledger of 10 entries', 0.8],
    ])
  })
})
