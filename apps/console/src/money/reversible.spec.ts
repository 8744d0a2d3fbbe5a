import { isReversible } from './reversible.js'

describe('an entry of a ledger', () => {
  it('is taken back once', () => {
    expect(isReversible({ reversedBy: null })).toBe(true)
    expect(isReversible({ reversedBy: 'another entry' })).toBe(false)
  })

  it('is not taken back alone when it is a reversal, an end of a transfer or a share', () => {
    expect(isReversible({ reversedBy: null, reverses: { entryId: 'e', entry: 'refund' } })).toBe(false)
    expect(isReversible({ reversedBy: null, counterProjectId: 'p' })).toBe(false)
    expect(isReversible({ reversedBy: null, agreementPayment: { agreementId: 'a', paymentId: 'p' } })).toBe(false)
  })
})
