import { paidOf, readDisbursementPlan, rowsOf } from './disbursement-plan.js'

const beside = {
  months: [
    {
      month: '2026-05',
      plannedFen: 40_000_000,
      paidFen: 35_000_000,
      plannedToDateFen: 40_000_000,
      paidToDateFen: 35_000_000,
      sources: [
        { source: 'special-bond', plannedFen: 40_000_000, paidFen: 30_000_000 },
        { source: null, plannedFen: 0, paidFen: 5_000_000 },
      ],
    },
  ],
}
const row = { month: '2026-05', source: 'special-bond', text: '40' }
const draft = { rows: [row], reason: '', occurredOn: '2026-04-01' }
const planned = { month: '2026-05', source: 'special-bond', amountFen: 40_000_000 }

describe('a plan of payments that is filled in', () => {
  it('begins with the one in force, and shows what was paid beside each row', () => {
    expect(rowsOf(beside)).toEqual([row])
    expect(paidOf(beside, row)).toBe(30_000_000)
    expect(paidOf(beside, { ...row, month: '2026-06' })).toBe(0)
    expect(paidOf(beside, { ...row, source: 'own-funds' })).toBe(0)
  })

  it('is sent whole, with a reason from the second version on', () => {
    expect(readDisbursementPlan(draft, false)).toEqual({ months: [planned], occurredOn: '2026-04-01' })
    expect(readDisbursementPlan(draft, true)).toBeUndefined()
    const again = { ...draft, reason: ' 主体提前封顶 ' }
    expect(readDisbursementPlan(again, true)).toMatchObject({ months: [planned], reason: '主体提前封顶' })
  })

  it('is not ready without a month that is planned, a source or a day', () => {
    expect(readDisbursementPlan({ ...draft, rows: [{ ...row, text: '0' }] }, false)).toBeUndefined()
    expect(readDisbursementPlan({ ...draft, rows: [{ ...row, source: '' }] }, false)).toBeUndefined()
    expect(readDisbursementPlan({ ...draft, rows: [{ ...row, text: 'x' }] }, false)).toBeUndefined()
    expect(readDisbursementPlan({ ...draft, occurredOn: '' }, false)).toBeUndefined()
  })
})
