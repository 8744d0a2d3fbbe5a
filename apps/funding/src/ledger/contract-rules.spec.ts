import { type FundSource, LedgerEntryPosted, type NewEvent } from '@zhuji/contracts'
import type { NoteReader } from '@zhuji/messaging'
import { given } from '@zhuji/testing'
import { decided } from './assessment.js'
import { totalOf } from './balances.js'
import type { PostedEntry } from './entries.js'
import { type Ledger, ledgerDecider } from './ledger.js'
import { assessPosting, type PostingRequest } from './post-entry.js'
import { assessReversal } from './reverse-entry.js'

const projectId = '0198b9a0-0000-7000-8000-000000000001'
const newId = () => '0198b9a0-0000-7000-8000-0000000000b9'
const circumstances = { projectId, approvedBudgetFen: 1_000, historical: false, today: '2026-06-30', newId }
const noSource: readonly string[] = ['commitment', 'change', 'certified-work', 'recovery', 'retention', 'settlement']

let documents = 0
const posted = (entry: PostedEntry['entry'], amountFen: number, more: Partial<PostedEntry> = {}): NewEvent => {
  documents += 1
  const entryId = `0198b9a0-0000-7000-8000-${String(documents).padStart(12, '0')}`
  const source = noSource.includes(entry) ? {} : { source: 'bank-loan' as FundSource }
  const documentNumber = `D-${documents}`
  return LedgerEntryPosted(
    { projectId, entryId, entry, amountFen, ...source, documentNumber, findings: [], ...more },
    '2026-05-01',
  )
}
const posting =
  (entry: PostingRequest['entry'], amountFen: number, more: Partial<PostingRequest> = {}) =>
  (state: Ledger, note: NoteReader) => {
    const source = noSource.includes(entry) ? {} : { source: 'bank-loan' as FundSource }
    const request = { entry, amountFen, ...source, documentNumber: 'N-1', occurredOn: '2026-05-20', ...more }
    return decided(assessPosting(state, request, { ...circumstances, note }))
  }
const recordedBy = (events: readonly NewEvent[], decide: (state: Ledger, note: NoteReader) => readonly NewEvent[]) => {
  const { state, note } = given(ledgerDecider, events)
  return decide(state, note)
}
const afterwards = (events: readonly NewEvent[]) =>
  totalOf(events.reduce((ledger, event) => ledgerDecider.evolve(ledger, event), ledgerDecider.initial()).balances)

describe('a contract of 200 with 30 paid in advance, 100 certified, 30 recovered and 5 retained', () => {
  const events = () => [
    posted('commitment', 200),
    posted('funds-in-place', 150),
    posted('advance', 30),
    posted('certified-work', 100),
    posted('recovery', 30),
    posted('retention', 5),
  ]

  it('leaves 65 payable, no advance, and 120 of the money', () => {
    expect(afterwards(events())).toMatchObject({ payableFen: 65, advancesFen: 0, retainedFen: 5, cashFen: 120 })
  })

  it('is paid up with 65; 66 is refused with both amounts', () => {
    expect(recordedBy(events(), posting('disbursement', 65))).toHaveLength(1)
    given(ledgerDecider, events())
      .when(posting('disbursement', 66))
      .thenRefused('paid-above-payable', { payableFen: 65, amountFen: 66, excessFen: 1 })
  })

  it('gives back the retention that is held and no fen more', () => {
    expect(recordedBy(events(), posting('release', 5))).toHaveLength(1)
    given(ledgerDecider, events())
      .when(posting('release', 6))
      .thenRefused('release-above-retention', { retainedFen: 5, amountFen: 6, excessFen: 1 })
  })

  it('has no advance left to recover', () => {
    given(ledgerDecider, events())
      .when(posting('recovery', 1))
      .thenRefused('recovery-above-advance', { advancesFen: 0, amountFen: 1, excessFen: 1 })
  })

  it('pays an advance only from money that is there', () => {
    given(ledgerDecider, events()).when(posting('advance', 121)).thenRefused('funds-not-in-place', { missingFen: 1 })
  })
})

describe('changes of contracts', () => {
  it('raise and lower what is agreed', () => {
    const events = [posted('commitment', 200), posted('change', 50), posted('change', 20, { decreases: true })]
    expect(afterwards(events)).toMatchObject({ committedFen: 230 })
  })

  it('keep to the approved budget like the contracts themselves', () => {
    given(ledgerDecider, [posted('commitment', 900)])
      .when(posting('change', 101))
      .thenRefused('commitment-above-budget', { approvedBudgetFen: 1_000, committedFen: 900, excessFen: 1 })
  })

  it('cannot lower contracts below the work that is certified', () => {
    given(ledgerDecider, [posted('commitment', 200), posted('certified-work', 180)])
      .when(posting('change', 21, { decreases: true }))
      .thenRefused('certified-above-commitment', { committedFen: 200, certifiedFen: 180, excessFen: 1 })
  })

  it('need a contract', () => {
    given(ledgerDecider, []).when(posting('change', 1)).thenRefused('change-beyond-contracts', { committedFen: 0 })
  })

  it('alone can decrease', () => {
    given(ledgerDecider, [posted('commitment', 200)])
      .when(posting('certified-work', 1, { decreases: true }))
      .thenRefused('decrease-of-other', { entry: 'certified-work' })
  })

  it('that lowered are raised again by their reversal', () => {
    const lowered = posted('change', 20, { decreases: true })
    const entryId = (lowered.data as PostedEntry).entryId
    const events = [posted('commitment', 200), lowered]
    const reversal = (state: Ledger, note: NoteReader) => {
      const request = { entryId, documentNumber: 'R-1', reason: '录入错误', occurredOn: '2026-05-20' }
      return decided(assessReversal(state, request, { ...circumstances, note }))
    }
    const outcome = recordedBy(events, reversal)
    expect(outcome).toMatchObject([{ data: { entry: 'reversal', amountFen: 20, decreases: true } }])
    expect(afterwards([...events, ...outcome])).toMatchObject({ committedFen: 200 })
  })
})

describe('settlement and final accounts', () => {
  const built = () => [posted('commitment', 200), posted('funds-in-place', 200), posted('certified-work', 200)]

  it('settle what was agreed, not more', () => {
    given(ledgerDecider, built())
      .when(posting('settlement', 201))
      .thenRefused('settled-above-committed', { committedFen: 200, excessFen: 1 })
  })

  it('come in their order', () => {
    given(ledgerDecider, built())
      .when(posting('final-accounts', 190))
      .thenRefused('final-without-settlement', { finalFen: 190 })
  })

  it('leave a surplus that goes back out of the money, and mark what is posted afterwards', () => {
    const closed = [...built(), posted('disbursement', 190), posted('settlement', 190), posted('final-accounts', 190)]
    given(ledgerDecider, closed)
      .when(posting('surplus-return', 11))
      .thenRefused('funds-not-in-place', { missingFen: 1 })
    expect(afterwards([...closed, posted('surplus-return', 10)])).toMatchObject({ cashFen: 0, inPlaceFen: 190 })
    const late = recordedBy(closed, posting('disbursement', 5))
    expect(late).toMatchObject([{ data: { findings: [{ rule: 'after-final-accounts' }] } }])
  })
})

describe('bonds that come in issues', () => {
  const bonds = { source: 'special-bond' as const }
  const events = () => [
    posted('funds-in-place', 60, { ...bonds, batch: '2026-1' }),
    posted('funds-in-place', 40, { ...bonds, batch: '2026-2' }),
  ]

  it('pay out of one issue only what is in place of it', () => {
    given(ledgerDecider, events())
      .when(posting('disbursement', 61, { ...bonds, batch: '2026-1' }))
      .thenRefused('funds-not-in-place', { source: 'special-bond', inPlaceFen: 60, missingFen: 1 })
  })

  it('are no other source’s', () => {
    given(ledgerDecider, events())
      .when(posting('funds-in-place', 1, { batch: '2026-1' }))
      .thenRefused('batch-without-bond', { source: 'bank-loan', batch: '2026-1' })
  })
})
