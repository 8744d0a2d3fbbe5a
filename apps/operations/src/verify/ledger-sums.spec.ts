import { ledgerAccountIds, ledgerEntryIds } from '@zhuji/contracts'
import { accounts, differenceOf, standingOf } from './ledger-sums.js'

describe('the books added up by a rule of our own', () => {
  it('have every account of the ledger, and every kind of entry on both sides', () => {
    expect(accounts.toSorted()).toEqual(ledgerAccountIds.toSorted())
    for (const kind of ledgerEntryIds.filter((each) => each !== 'reversal')) {
      expect([kind, differenceOf({ [kind]: 7 })]).toEqual([kind, 0])
    }
  })

  it('do not balance where an entry is of a kind that no account has', () => {
    expect(differenceOf({ allocation: 5, 'made-up': 7 })).toBe(7)
  })

  it('leave in cash what came in less what went out', () => {
    const totals = { 'funds-in-place': 100, disbursement: 30, advance: 10, refund: 5, 'surplus-return': 1 }
    expect(standingOf('cash', totals)).toBe(64)
  })
})
