import { LedgerEntryPosted, type NewEvent } from '@zhuji/contracts'
import type { NoteReader } from '@zhuji/messaging'
import { given } from '@zhuji/testing'
import { decided } from './assessment.js'
import type { PostedEntry } from './entries.js'
import { type Ledger, ledgerDecider } from './ledger.js'
import { assessReversal } from './reverse-entry.js'

const projectId = '0198b9a0-0000-7000-8000-000000000001'
const entryId = '0198b9a0-0000-7000-8000-0000000000b9'
const today = '2026-06-30'
const circumstances = { projectId, approvedBudgetFen: 1_000_00, historical: false, today, newId: () => entryId }

let documents = 0
const posted = (entry: PostedEntry['entry'], amountFen: number): NewEvent => {
  documents += 1
  const id = `0198b9a0-0000-7000-8000-${String(documents).padStart(12, '0')}`
  const source = ['commitment', 'certified-work'].includes(entry) ? {} : { source: 'special-bond' as const }
  const documentNumber = `D-${documents}`
  const data = { projectId, entryId: id, entry, amountFen, ...source, documentNumber, findings: [] }
  return LedgerEntryPosted(data, '2026-05-01')
}

describe('a reversal', () => {
  const inPlace = posted('funds-in-place', 100_00)
  const paid = posted('disbursement', 80_00)
  const idOf = (event: NewEvent) => (event.data as PostedEntry).entryId
  const request = (event: NewEvent, more = {}) => ({
    entryId: idOf(event),
    documentNumber: 'CX-1',
    reason: '金额录入错误',
    occurredOn: '2026-06-01',
    ...more,
  })
  const reversing =
    (wanted: ReturnType<typeof request>, more = {}) =>
    (ledger: Ledger, note: NoteReader) =>
      decided(assessReversal(ledger, wanted, { ...circumstances, note, ...more }))
  const reversed = (event: NewEvent, findings: PostedEntry['findings'] = []) => {
    const { entry, amountFen, source } = event.data as PostedEntry
    const reverses = { entryId: idOf(event), entry }
    return LedgerEntryPosted(
      {
        projectId,
        entryId,
        entry: 'reversal',
        amountFen,
        source,
        documentNumber: 'CX-1',
        text: '金额录入错误',
        reverses,
        findings,
      },
      '2026-06-01',
    )
  }

  it('takes an entry back whole', () => {
    given(ledgerDecider, [inPlace, paid])
      .when(reversing(request(paid)))
      .then([reversed(paid)])
    const { state } = given(ledgerDecider, [inPlace, paid, reversed(paid)])
    expect(state.balances['special-bond']).toEqual({ 'funds-in-place': 100_00, disbursement: 0 })
  })

  it('happens once', () => {
    const done = [inPlace, paid, reversed(paid)]
    given(ledgerDecider, done)
      .when(reversing(request(paid, { documentNumber: 'CX-2' })))
      .thenRefused('entry-already-reversed', { reversedBy: 'CX-1', amountFen: 80_00 })
    given(ledgerDecider, done)
      .when(reversing(request(paid)))
      .then([])
  })

  it('has a document of its own', () => {
    const done = [inPlace, paid, reversed(paid)]
    given(ledgerDecider, done)
      .when(reversing(request(inPlace)))
      .thenRefused('document-already-posted', { postedFen: 80_00, amountFen: 100_00 })
  })

  it('of money in place that is already paid out is refused', () => {
    given(ledgerDecider, [inPlace, paid])
      .when(reversing(request(inPlace)))
      .thenRefused('funds-not-in-place', {
        inPlaceFen: 100_00,
        disbursedFen: 80_00,
        amountFen: 100_00,
        missingFen: 80_00,
      })
  })

  it('of a payment that was refunded, or of a refund that was paid again, is refused', () => {
    const refund = posted('refund', 30_00)
    given(ledgerDecider, [inPlace, paid, refund])
      .when(reversing(request(paid)))
      .thenRefused('refund-above-disbursed', { excessFen: 30_00 })
    given(ledgerDecider, [inPlace, paid, refund, posted('disbursement', 50_00)])
      .when(reversing(request(refund)))
      .thenRefused('funds-not-in-place', { missingFen: 30_00 })
  })

  it('of a contract with certified work is refused', () => {
    const contract = posted('commitment', 10_00)
    given(ledgerDecider, [contract, posted('certified-work', 4_00)])
      .when(reversing(request(contract)))
      .thenRefused('certified-above-commitment', { excessFen: 4_00 })
  })

  it('in history is recorded with what it breaks', () => {
    const { state, note } = given(ledgerDecider, [inPlace, paid])
    const [event] = reversing(request(inPlace), { historical: true })(state, note)
    expect((event!.data as PostedEntry).findings.map(({ rule }) => rule)).toEqual(['funds-not-in-place'])
  })

  it('needs an entry of this ledger that is no reversal itself, and comes after it', () => {
    const undone = reversed(paid)
    const ledger = () => given(ledgerDecider, [inPlace, paid, undone])
    ledger()
      .when(reversing(request(undone, { documentNumber: 'CX-3' })))
      .thenRefused('reversal-not-reversible')
    ledger()
      .when(reversing(request(inPlace, { entryId: '0198b9a0-0000-7000-8000-0000000000ff', documentNumber: 'CX-3' })))
      .thenRefused('entry-unknown')
    ledger()
      .when(reversing(request(inPlace, { documentNumber: 'CX-3', occurredOn: '2026-04-30' })))
      .thenRefused('reversal-before-entry', { postedOn: '2026-05-01', occurredOn: '2026-04-30' })
    ledger()
      .when(reversing(request(inPlace, { documentNumber: 'CX-3', occurredOn: '2026-07-30' })))
      .thenRefused('entry-in-future')
  })
})
