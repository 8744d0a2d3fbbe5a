import { type AgreementChange, agreedAfter, readChange } from './agreement-change.js'

const wan = (text: string) => ({ text, unit: 'wan' as const })
const draft: AgreementChange = {
  amount: wan('30'),
  decreases: false,
  added: [],
  documentNumber: ' XYBG-1 ',
  reason: '增项',
  occurredOn: '2026-06-01',
}
const said = { documentNumber: 'XYBG-1', reason: '增项', occurredOn: '2026-06-01' }
const school = { projectId: 'a', name: '振兴路小学' }

describe('a change of an agreement', () => {
  it('raises or lowers what is agreed, which is shown while it is typed', () => {
    const agreement = { agreedFen: 100_000_000 }
    expect(agreedAfter(agreement, draft)).toBe(130_000_000)
    expect(agreedAfter(agreement, { ...draft, decreases: true })).toBe(70_000_000)
    expect(agreedAfter(agreement, { ...draft, amount: wan('') })).toBe(100_000_000)
    expect(agreedAfter(agreement, { ...draft, amount: wan('thirty') })).toBeUndefined()
  })

  it('is sent with what it changes alone', () => {
    expect(readChange(draft)).toEqual({ amountFen: 30_000_000, ...said })
    expect(readChange({ ...draft, decreases: true })).toEqual({ amountFen: 30_000_000, decreases: true, ...said })
    const wider = { ...draft, amount: wan(''), decreases: true, added: [school] }
    expect(readChange(wider)).toEqual({ addedProjectIds: ['a'], ...said })
  })

  it('is not ready without a reason, with an amount that is none, or while it changes nothing', () => {
    expect(readChange({ ...draft, reason: ' ' })).toBeUndefined()
    expect(readChange({ ...draft, amount: wan('x') })).toBeUndefined()
    expect(readChange({ ...draft, amount: wan('') })).toBeUndefined()
    expect(readChange({ ...draft, amount: wan('0') })).toBeUndefined()
  })
})
