import { freshEntry, needsSource, readEntry } from './entry.js'

const payment = {
  ...freshEntry('2026-11-20'),
  amount: { text: '230', unit: 'wan' as const },
  source: 'special-bond',
  documentNumber: ' ZF-2026-0031 ',
}

describe('a ledger entry', () => {
  it('says only what was filled in', () => {
    expect(readEntry(payment)).toEqual({
      entry: 'disbursement',
      amountFen: 230_000_000,
      source: 'special-bond',
      documentNumber: 'ZF-2026-0031',
      occurredOn: '2026-11-20',
    })
  })

  it('is not ready without amount, document, day or a needed source', () => {
    expect(readEntry({ ...payment, amount: { text: '0', unit: 'wan' } })).toBeUndefined()
    expect(readEntry({ ...payment, documentNumber: ' ' })).toBeUndefined()
    expect(readEntry({ ...payment, occurredOn: '' })).toBeUndefined()
    expect(readEntry({ ...payment, source: '' })).toBeUndefined()
  })

  it('names an issue only of bonds, and lowers only contracts', () => {
    const more = { batch: '2026-1', decreases: true }
    expect(readEntry({ ...payment, ...more })).toMatchObject({ batch: '2026-1' })
    expect(readEntry({ ...payment, ...more, source: 'bank-loan' })).not.toHaveProperty('batch')
    expect(readEntry({ ...payment, ...more })).not.toHaveProperty('decreases')
    expect(readEntry({ ...payment, ...more, entry: 'change', source: '' })).toMatchObject({ decreases: true })
  })

  it('says why it is another one only of a payment', () => {
    const distinct = ' 两校同日支付设计费 '
    expect(readEntry({ ...payment, distinct })).toMatchObject({ distinct: '两校同日支付设计费' })
    expect(readEntry({ ...payment, distinct, entry: 'refund' })).not.toHaveProperty('distinct')
  })

  it('needs no source for a contract or certified work', () => {
    expect(readEntry({ ...payment, entry: 'commitment', source: '' })).toMatchObject({ entry: 'commitment' })
    expect(['refund', 'certified-work'].map(needsSource)).toEqual([true, false])
  })
})
