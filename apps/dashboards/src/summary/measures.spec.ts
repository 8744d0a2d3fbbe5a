import { rateOf } from '@zhuji/figures'
import { unknownCard } from '../card/card.js'
import { addInto, type Sums } from './summary-sums.js'
import { measuresOf } from './measures.js'

describe('the disbursement rate of a group', () => {
  const funded = { ...unknownCard('a'), inPlaceFen: 900, disbursedFen: 400, refundedFen: 100, paidFen: 300 }
  const withoutFunds = { ...unknownCard('b'), disbursedFen: 500, paidFen: 500 }
  const group: Sums = {}
  for (const card of [funded, withoutFunds]) addInto(group, measuresOf(card))

  it('has a project that was paid without funds in place in neither part, and counts it as unknown', () => {
    expect(rateOf('disbursement-rate', group)).toMatchObject({ numerator: 300, denominator: 900, unknown: 1 })
  })

  it('is net of what was refunded, as the gap is', () => {
    expect(rateOf('disbursement-rate', group).value).toBe(33.3333)
    expect(group).toMatchObject({ disbursedFen: 900, paidFen: 800 })
  })
})

describe('a package that was taken apart', () => {
  const shell = {
    ...unknownCard('a'),
    unbundled: true,
    stage: 'start' as const,
    approvedBudgetFen: 100,
    completedInvestmentFen: 80,
    paidFen: 60,
    capacity: [{ kind: 'school-places' as const, amount: 5 }],
  }

  it('is no project that stands, starts or is unknown in anything: its parts are', () => {
    const counted = Object.keys(measuresOf(shell)).filter((name) => !name.endsWith('Fen') && !name.includes(':'))
    expect(counted).toEqual(['projects'])
  })

  it('keeps its money, and of its budget and capacity what the parts left', () => {
    expect(measuresOf(shell)).toMatchObject({
      paidFen: 60,
      comparedBudgetFen: 100,
      comparedInvestmentFen: 80,
      'planned:school-places': 5_000,
    })
  })
})
