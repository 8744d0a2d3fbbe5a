import type { LedgerMapping } from '../mapping/mapping.js'
import { entriesFor, isBooked } from './entry-commands.js'
import { isPayment, type Payment, paymentReader } from './payment.js'
import { LedgerOverview, noteOn } from './repetitions.js'

const mapping: LedgerMapping = {
  kind: 'ledger',
  source: 'fund',
  encoding: 'utf-8',
  delimiter: ',',
  dates: ['epoch-day'],
  numbers: ['plain', 'exponent'],
  fundSource: 'national-education-fund',
  entries: ['funds-in-place', 'disbursement'],
  fields: { localCode: 'id', paidOn: 'day', amount: 'amount' },
}

const aPayment = (facts: Partial<Payment> = {}): Payment => ({
  row: 2,
  localCode: '7',
  paidOn: '2011-09-22',
  amountFen: 24_955_492,
  ...facts,
})

function overviewOf(payments: readonly Payment[]): LedgerOverview {
  const overview = new LedgerOverview()
  for (const payment of payments) overview.add(payment)
  return overview
}

describe('a row of a ledger', () => {
  const read = paymentReader(mapping, ['id', 'day', 'amount'])

  it('has its day as a number since 1970 and its amount to the fen', () => {
    expect(read(['7', '15239', '249554.92'], 2)).toEqual(aPayment())
  })

  it.each([
    ['id', ['', '15239', '1']],
    ['day', ['7', '22/09/2011', '1']],
    ['amount', ['7', '15239', '0']],
    ['amount', ['7', '15239', '1.005']],
  ])('is rejected for its %s', (field, cells) => {
    const found = read(cells, 2)
    expect(isPayment(found)).toBe(false)
    expect(found).toMatchObject({ row: 2, consequence: 'row-rejected', field: field === 'id' ? 'localCode' : field })
  })

  it('stands for money received and spent, under a number that is the same in every import', () => {
    const [inPlace, paid] = entriesFor({ ...aPayment(), occurrence: 1, worksWithSame: 1 }, mapping)
    expect(inPlace?.body).toEqual({
      entry: 'funds-in-place',
      amountFen: 24_955_492,
      source: 'national-education-fund',
      documentNumber: 'fund/7/2011-09-22/24955492/1',
      occurredOn: '2011-09-22',
      historical: true,
    })
    expect(paid?.body).toMatchObject({ entry: 'disbursement', documentNumber: 'fund/7/2011-09-22/24955492/1' })
  })
})

describe('what looks doubled', () => {
  it('is counted and marked when a row repeats another', () => {
    const twice = [aPayment(), aPayment({ row: 3 })]
    const overview = overviewOf(twice)
    const marked = twice.map((payment) => overview.mark(payment, () => undefined))
    expect(marked.map(({ occurrence }) => occurrence)).toEqual([1, 2])
    expect(marked.map(noteOn)).toEqual([undefined, expect.stringContaining('identical row no. 2')])
    expect(overview.sumFen('7')).toBe(2 * 24_955_492)
  })

  it('is marked when works of one agreement carry the same amount on the same day, and not across agreements', () => {
    const payments = ['7', '8', '9'].map((localCode) => aPayment({ localCode }))
    const overview = overviewOf(payments)
    const agreementOf = (code: string) => (code === '9' ? '2/2011' : '1/2011')
    expect(payments.map((payment) => overview.mark(payment, agreementOf).worksWithSame)).toEqual([2, 2, 1])
  })
})

describe('a work whose books hold the sum of the file', () => {
  it('needs no commands, as long as every side agrees', () => {
    expect(isBooked({ inPlaceFen: 5, disbursedFen: 5 }, 5, mapping)).toBe(true)
    expect(isBooked({ inPlaceFen: 5, disbursedFen: 3 }, 5, mapping)).toBe(false)
    expect(isBooked(undefined, 5, mapping)).toBe(false)
  })
})
