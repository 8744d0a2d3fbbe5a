import { emptyAmount, readPayment, restOf } from './shares.js'

const yuan = (text: string) => ({ text, unit: 'yuan' as const })
const draft = {
  amount: yuan('90'),
  source: 'special-bond',
  batch: '',
  documentNumber: 'ZF-1',
  distinct: '',
  occurredOn: '2026-05-20',
  shares: { a: yuan('60'), b: yuan('29.99'), c: emptyAmount },
}

describe('shares of a payment', () => {
  it('leave a rest, to the fen, also when it is less than nothing', () => {
    expect(restOf(draft)).toBe(1)
    expect(restOf({ ...draft, shares: { a: yuan('90.01') } })).toBe(-1)
    expect(restOf({ ...draft, shares: {} })).toBe(90_00)
  })

  it('have no rest while an amount is not one', () => {
    expect(restOf({ ...draft, amount: emptyAmount })).toBeUndefined()
    expect(restOf({ ...draft, shares: { a: yuan('sixty') } })).toBeUndefined()
  })

  it('are sent without the projects that get none', () => {
    expect(readPayment(draft)).toMatchObject({
      amountFen: 90_00,
      shares: [
        { projectId: 'a', amountFen: 60_00 },
        { projectId: 'b', amountFen: 29_99 },
      ],
    })
    expect(readPayment({ ...draft, source: '' })).toBeUndefined()
    expect(readPayment(draft)).not.toHaveProperty('distinct')
    expect(readPayment({ ...draft, distinct: ' 两笔 ' })).toMatchObject({ distinct: '两笔' })
  })
})
