import { LedgerEntryPosted, type NewEvent } from '@zhuji/contracts'
import type { Fold, NoteReader } from '@zhuji/messaging'
import { given } from '@zhuji/testing'
import { decided } from './assessment.js'
import type { PostedEntry } from './entries.js'
import { type Ledger, ledgerDecider } from './ledger.js'
import { assessPosting, type PostingRequest } from './post-entry.js'

const projectId = '0198b9a0-0000-7000-8000-000000000001'
const entryId = '0198b9a0-0000-7000-8000-0000000000b9'
const today = '2026-06-30'
const circumstances = { projectId, approvedBudgetFen: 1_000_00, historical: false, today, newId: () => entryId }

let documents = 0
const posted = (entry: PostedEntry['entry'], amountFen: number, more: Partial<PostedEntry> = {}): NewEvent => {
  documents += 1
  const id = `0198b9a0-0000-7000-8000-${String(documents).padStart(12, '0')}`
  const source = ['commitment', 'certified-work'].includes(entry) ? {} : { source: 'special-bond' as const }
  const documentNumber = `D-${documents}`
  const data = { projectId, entryId: id, entry, amountFen, ...source, documentNumber, findings: [], ...more }
  return LedgerEntryPosted(data, '2026-05-01')
}
const aPayment = (amountFen: number, more: Partial<PostingRequest> = {}): PostingRequest => ({
  entry: 'disbursement',
  amountFen,
  source: 'special-bond',
  documentNumber: 'ZF-1',
  occurredOn: '2026-05-20',
  ...more,
})
const anEntry = (entry: PostingRequest['entry'], amountFen: number): PostingRequest => aPayment(amountFen, { entry })
const aContract = (amountFen: number): PostingRequest => ({ ...anEntry('commitment', amountFen), source: undefined })
const posting =
  (request: PostingRequest, more: Partial<typeof circumstances | { approvedBudgetFen: null }> = {}) =>
  (ledger: Ledger, note: NoteReader) =>
    decided(assessPosting(ledger, request, { ...circumstances, note, ...more }))
const rulesBrokenBy = ({ state, note }: Fold<Ledger>, request: PostingRequest, more = {}) =>
  assessPosting(state, request, { ...circumstances, note, ...more }).findings.map(({ rule, consequence }) => [
    rule,
    consequence,
  ])
const recorded = ({ occurredOn, decreases: _, ...request }: PostingRequest, findings: PostedEntry['findings'] = []) =>
  LedgerEntryPosted({ projectId, entryId, ...request, findings }, occurredOn)

const funded = () => [posted('commitment', 900_00), posted('funds-in-place', 100_00)]

describe('a payment', () => {
  it('is posted when funds of its source are in place', () => {
    given(ledgerDecider, funded())
      .when(posting(aPayment(100_00)))
      .then([recorded(aPayment(100_00))])
  })

  it('is refused with every figure when a fen is missing', () => {
    given(ledgerDecider, [...funded(), posted('disbursement', 60_00)])
      .when(posting(aPayment(40_01)))
      .thenRefused('funds-not-in-place', {
        source: 'special-bond',
        inPlaceFen: 100_00,
        disbursedFen: 60_00,
        amountFen: 40_01,
        missingFen: 1,
      })
  })

  it('may use again what was refunded', () => {
    const events = [...funded(), posted('disbursement', 100_00), posted('refund', 30_00)]
    given(ledgerDecider, events)
      .when(posting(aPayment(30_00)))
      .then([recorded(aPayment(30_00))])
    given(ledgerDecider, events)
      .when(posting(aPayment(30_01)))
      .thenRefused('funds-not-in-place', { missingFen: 1 })
  })

  it('cannot use funds of another source', () => {
    given(ledgerDecider, funded())
      .when(posting(aPayment(1, { source: 'bank-loan' })))
      .thenRefused('funds-not-in-place', { source: 'bank-loan', inPlaceFen: 0, missingFen: 1 })
  })

  it('names its source', () => {
    given(ledgerDecider, funded())
      .when(posting(aPayment(1, { source: undefined })))
      .thenRefused('source-missing', { entry: 'disbursement' })
  })

  it('lies in the past or today', () => {
    given(ledgerDecider, funded())
      .when(posting(aPayment(1, { occurredOn: '2026-07-01' })))
      .thenRefused('entry-in-future', { occurredOn: '2026-07-01', today })
    given(ledgerDecider, funded())
      .when(posting(aPayment(1, { occurredOn: today })))
      .then([recorded(aPayment(1, { occurredOn: today }))])
  })

  it('is recorded with a warning when no contract is signed by its day', () => {
    const books = given(ledgerDecider, [posted('funds-in-place', 100_00)])
    expect(rulesBrokenBy(books, aPayment(1))).toEqual([['payment-before-contract', 'warned']])
    given(ledgerDecider, [posted('funds-in-place', 100_00)])
      .when(posting(aPayment(1)))
      .then([recorded(aPayment(1))])
    const contracted = given(ledgerDecider, funded())
    expect(rulesBrokenBy(contracted, aPayment(1, { occurredOn: '2026-04-30' }))).toEqual([
      ['payment-before-contract', 'warned'],
    ])
  })

  it('is recorded with a warning when it looks like one that is already there', () => {
    const books = given(ledgerDecider, [...funded(), posted('disbursement', 5_00)])
    const twin = aPayment(5_00, { occurredOn: '2026-05-01' })
    expect(rulesBrokenBy(books, twin)).toEqual([['payment-repeated', 'warned']])
    expect(rulesBrokenBy(books, { ...twin, amountFen: 5_01 })).toEqual([])
  })
})

describe('a document', () => {
  const posted1 = posted('disbursement', 10_00, { documentNumber: 'ZF-1' })
  const same = aPayment(10_00, { occurredOn: '2026-05-01' })

  it('posted twice is one entry', () => {
    given(ledgerDecider, [...funded(), posted1])
      .when(posting(same))
      .then([])
    given(ledgerDecider, [...funded(), posted1])
      .when(posting(same, { historical: true }))
      .then([])
  })

  it('is refused with both amounts when its content is another', () => {
    const ledger = () => given(ledgerDecider, [...funded(), posted1])
    const figures = { postedFen: 10_00, amountFen: 11_00, documentNumber: 'ZF-1' }
    ledger()
      .when(posting({ ...same, amountFen: 11_00 }))
      .thenRefused('document-already-posted', figures)
    ledger()
      .when(posting({ ...same, source: 'donation' }))
      .thenRefused('document-already-posted')
    ledger()
      .when(posting({ ...same, occurredOn: '2026-05-02' }))
      .thenRefused('document-already-posted')
    ledger()
      .when(posting({ ...same, amountFen: 11_00 }, { historical: true }))
      .thenRefused('document-already-posted')
  })

  it('belongs to its kind of entry', () => {
    const refund = { ...same, entry: 'refund' as const }
    given(ledgerDecider, [...funded(), posted1])
      .when(posting(refund))
      .then([recorded(refund)])
  })

  it('may come again with other content after its reversal, but not unchanged', () => {
    const { entryId: mistaken } = posted1.data as PostedEntry
    const reversal = posted('reversal', 10_00, { reverses: { entryId: mistaken, entry: 'disbursement' } })
    const ledger = () => given(ledgerDecider, [...funded(), posted1, reversal])
    const right = { ...same, amountFen: 1_00 }
    ledger()
      .when(posting(right))
      .then([recorded(right)])
    ledger().when(posting(same)).thenRefused('document-reversed', { documentNumber: 'ZF-1', amountFen: 10_00 })
  })
})

describe('a contract', () => {
  it('is signed up to the approved budget', () => {
    given(ledgerDecider)
      .when(posting(aContract(1_000_00)))
      .then([recorded(aContract(1_000_00))])
    given(ledgerDecider, [posted('commitment', 999_99)])
      .when(posting(aContract(2)))
      .thenRefused('commitment-above-budget', { approvedBudgetFen: 1_000_00, committedFen: 999_99, excessFen: 1 })
  })

  it('is recorded where the budget is unknown, and says so', () => {
    const figures = { approvedBudgetFen: null, committedFen: 0, amountFen: 5, excessFen: null }
    given(ledgerDecider)
      .when(posting(aContract(5), { approvedBudgetFen: null }))
      .then([recorded(aContract(5), [{ rule: 'commitment-above-budget', figures }])])
  })
})

describe('certified work', () => {
  const certified = (amountFen: number) => ({ ...aContract(amountFen), entry: 'certified-work' as const })

  it('stays within the contracts', () => {
    given(ledgerDecider, funded())
      .when(posting(certified(900_00)))
      .then([recorded(certified(900_00))])
    given(ledgerDecider, funded())
      .when(posting(certified(900_01)))
      .thenRefused('certified-above-commitment', { committedFen: 900_00, certifiedFen: 0, excessFen: 1 })
  })
})

describe('a refund', () => {
  it('gives back no more than was paid', () => {
    const events = [...funded(), posted('disbursement', 50_00), posted('refund', 20_00)]
    given(ledgerDecider, events)
      .when(posting(anEntry('refund', 30_00)))
      .then([recorded(anEntry('refund', 30_00))])
    given(ledgerDecider, events)
      .when(posting(anEntry('refund', 30_01)))
      .thenRefused('refund-above-disbursed', { disbursedFen: 50_00, refundedFen: 20_00, excessFen: 1 })
  })
})

describe('money planned and received', () => {
  it('is recorded and marked above the budget or the plan', () => {
    const books = given(ledgerDecider, [posted('allocation', 1_000_00)])
    expect(rulesBrokenBy(books, anEntry('allocation', 1))).toEqual([['allocation-above-budget', 'marked']])
    expect(rulesBrokenBy(books, anEntry('funds-in-place', 1_000_01))).toContainEqual([
      'in-place-above-allocated',
      'marked',
    ])
    expect(rulesBrokenBy(books, anEntry('allocation', 1), { approvedBudgetFen: null })).toEqual([])
  })

  it('has no plan to exceed where nothing was allocated', () => {
    const books = given(ledgerDecider)
    expect(rulesBrokenBy(books, anEntry('funds-in-place', 5))).toEqual([['bond-batch-missing', 'warned']])
  })
})

describe('history', () => {
  const overpaid = aPayment(7_00, { occurredOn: '2026-04-01' })

  it('is recorded with every rule it breaks', () => {
    const books = given(ledgerDecider, [posted('funds-in-place', 5_00)])
    const [event] = posting(overpaid, { historical: true })(books.state, books.note)
    expect((event!.data as PostedEntry).findings).toEqual([
      {
        rule: 'funds-not-in-place',
        figures: { source: 'special-bond', inPlaceFen: 5_00, disbursedFen: 0, amountFen: 7_00, missingFen: 2_00 },
      },
      {
        rule: 'payment-before-contract',
        figures: { occurredOn: '2026-04-01', contractedOn: null, amountFen: 7_00 },
      },
    ])
    expect(ledgerDecider.evolve(books.state, event!).balances).toEqual({
      'special-bond': { 'funds-in-place': 5_00, disbursement: 7_00 },
    })
  })

  it('that overdrew a source stops payments of today, but not what leads back', () => {
    const books = given(ledgerDecider, [...funded(), posted('disbursement', 150_00)])
    expect(rulesBrokenBy(books, aPayment(1))).toEqual([['funds-not-in-place', 'refused']])
    expect(rulesBrokenBy(books, anEntry('refund', 1_00))).toEqual([])
    expect(rulesBrokenBy(books, anEntry('funds-in-place', 1_00))).toEqual([['bond-batch-missing', 'warned']])
  })

  it('may lack a source', () => {
    const books = given(ledgerDecider)
    const [event] = posting(aPayment(1, { source: undefined }), { historical: true })(books.state, books.note)
    expect(ledgerDecider.evolve(books.state, event!).balances).toEqual({ none: { disbursement: 1 } })
    expect((event!.data as PostedEntry).findings.map(({ rule }) => rule)).toContain('source-missing')
  })
})

describe('an assessment', () => {
  it('tells every rule that is broken, not only the first', () => {
    const books = given(ledgerDecider)
    const { findings, refusal } = assessPosting(books.state, aPayment(5, { occurredOn: '2026-07-01' }), {
      ...circumstances,
      note: books.note,
    })
    expect(findings.map(({ rule }) => rule)).toEqual([
      'entry-in-future',
      'funds-not-in-place',
      'payment-before-contract',
    ])
    expect(refusal?.slug).toBe('entry-in-future')
  })
})
