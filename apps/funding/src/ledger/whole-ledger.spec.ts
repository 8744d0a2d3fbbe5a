import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { type BookedKind, type FundSource, ledgerEntryIds, LedgerEntryPosted, type NewEvent } from '@zhuji/contracts'
import { DomainError } from '@zhuji/kernel'
import { type Fold, folded, type NoteReader } from '@zhuji/messaging'
import { type Assessment, type Surroundings } from './assessment.js'
import { lookupsOfPosting, lookupsOfReversal } from './entries.js'
import { type Ledger, ledgerDecider } from './ledger.js'
import { assessPosting, type PostingRequest } from './post-entry.js'
import { assessReversal, type ReversalRequest } from './reverse-entry.js'
import { postedIn, readThrough } from './whole-ledger.features.js'

const projectId = '0198b9a0-0000-7000-8000-000000000001'
const idOf = (index: number) => `0198b9a0-0000-7000-8000-${String(index).padStart(12, '0')}`
const sources = ['special-bond', 'bank-loan'] as const satisfies readonly FundSource[]

const kinds = ledgerEntryIds.filter((kind) => kind !== 'reversal') as BookedKind[]

/** What a clerk or an import asks; the entry to take back by its place among all of the ledger. */
type Asked =
  | { readonly posting: PostingRequest; readonly historical: boolean }
  /** What an entry has told already, once more or under another document. */
  | { readonly again: number; readonly under: string | undefined; readonly historical: boolean }
  | { readonly reversal: Omit<ReversalRequest, 'entryId'>; readonly of: number; readonly historical: boolean }

/** Few documents, days and amounts, so that they meet each other often. */
const day = fc.constantFrom('2026-05-01', '2026-05-02', '2026-07-01')
const documentNumber = fc.integer({ min: 1, max: 8 }).map((number) => `D-${number}`)
const historical = fc.boolean()
const postings: fc.Arbitrary<Asked> = fc.record({
  posting: fc.record({
    entry: fc.constantFrom('disbursement' as const, 'commitment' as const, 'funds-in-place' as const, ...kinds),
    amountFen: fc.constantFrom(1, 2, 300),
    source: fc.option(fc.constantFrom(...sources), { nil: undefined, freq: 8 }),
    documentNumber: fc.oneof(documentNumber, fc.uuid()),
    occurredOn: day,
    batch: fc.constantFrom(undefined, undefined, '2026-1'),
    decreases: fc.constantFrom(undefined, undefined, true),
  }),
  historical,
})
const reversals: fc.Arbitrary<Asked> = fc.record({
  reversal: fc.record({ documentNumber, reason: fc.constant('录入错误'), occurredOn: day }),
  of: fc.nat({ max: 60 }),
  historical,
})
const repetitions: fc.Arbitrary<Asked> = fc.record({
  again: fc.nat({ max: 60 }),
  under: fc.option(documentNumber, { nil: undefined }),
  historical,
})
const lives = fc.array(fc.oneof(postings, repetitions, reversals), {
  minLength: 1,
  maxLength: 80,
  size: 'max',
})

const requestOf = (asked: Asked, events: readonly NewEvent[]) => {
  if ('posting' in asked) return posting(asked.posting)
  const place = 'again' in asked ? asked.again : asked.of
  const found = events[place % Math.max(events.length, 1)]
  if ('reversal' in asked) return reversal({ ...asked.reversal, entryId: found ? postedIn(found).entryId : projectId })
  if (!found)
    return reversal({ entryId: projectId, documentNumber: 'D-1', reason: '录入错误', occurredOn: '2026-05-01' })
  const { entry, amountFen, source, batch, decreases, reverses, ...posted } = postedIn(found)
  const common = { documentNumber: asked.under ?? posted.documentNumber, occurredOn: found.occurredOn }
  return reverses
    ? reversal({ ...common, entryId: reverses.entryId, reason: '录入错误' })
    : posting({ ...common, entry: entry as BookedKind, amountFen, source, batch, decreases })
}

const posting = (request: PostingRequest) => ({
  lookups: lookupsOfPosting(request),
  assess: (ledger: Ledger, surroundings: Surroundings) => assessPosting(ledger, request, surroundings),
})
const reversal = (request: ReversalRequest) => ({
  lookups: lookupsOfReversal(request),
  assess: (ledger: Ledger, surroundings: Surroundings) => assessReversal(ledger, request, surroundings),
})

const kept = <Value>(value: Value): Value =>
  value === undefined ? value : (JSON.parse(JSON.stringify(value)) as Value)

/** As the store hands it out: what was looked up, as the database gave it back, and nothing else. */
function lookedUp(note: NoteReader, lookups: readonly string[]): NoteReader {
  const found = new Map(lookups.map((name) => [name, kept(note(name))]))
  return (name) => {
    if (!found.has(name)) throw new Error(`not looked up: ${name}`)
    return found.get(name)
  }
}

const told = ({ events, findings, refusal, before, after, alreadyPosted }: Assessment) => ({
  events,
  findings,
  refusal: refusal && { slug: refusal.slug, figures: refusal.figures, field: refusal.field },
  before,
  after,
  alreadyPosted,
})

describe('a ledger of which a command reads what it looks up', () => {
  it('decides everything as one that is read through from its first entry', () => {
    const met = new Set<string>()
    const property = (life: readonly Asked[]) => {
      let books: Fold<Ledger> = folded(ledgerDecider, [])
      const events: NewEvent[] = []
      for (const [index, asked] of life.entries()) {
        const { lookups, assess } = requestOf(asked, events)
        const common = {
          projectId,
          approvedBudgetFen: 500,
          historical: asked.historical,
          today: '2026-06-30',
          newId: () => idOf(index),
        }
        const note = lookedUp(books.note, lookups)
        const whole = events.reduce((ledger, event) => ledgerDecider.evolve(ledger, event), ledgerDecider.initial())
        const ours = assess(kept(books.state), { ...common, note })
        const theirs = assess(whole, { ...common, note: readThrough(events) })
        if (!isDeepStrictEqual(told(ours), told(theirs))) expect(told(ours)).toEqual(told(theirs))
        for (const { rule } of ours.findings) met.add(rule)
        if (ours.alreadyPosted) met.add('already-posted')
        if (ours.refusal) continue
        const { state, left } = folded(ledgerDecider, ours.events, { state: books.state, note })
        const { note: earlier } = books
        books = { state, note: (name) => (left.has(name) ? left.get(name) : earlier(name)) }
        events.push(...ours.events)
      }
    }
    fc.assert(fc.property(lives, property), { numRuns: 150 })
    expect([...met].toSorted()).toEqual(everyOutcome)
  })
})

const everyOutcome = [
  'after-final-accounts',
  'allocation-above-budget',
  'already-posted',
  'batch-without-bond',
  'bond-batch-missing',
  'certified-above-commitment',
  'change-beyond-contracts',
  'commitment-above-budget',
  'decrease-of-other',
  'document-already-posted',
  'document-reversed',
  'entry-already-reversed',
  'entry-in-future',
  'entry-unknown',
  'final-without-settlement',
  'funds-not-in-place',
  'in-place-above-allocated',
  'paid-above-payable',
  'payment-before-contract',
  'payment-repeated',
  'quota-above-allocation',
  'recovery-above-advance',
  'refund-above-disbursed',
  'release-above-retention',
  'retention-above-certified',
  'reversal-before-entry',
  'reversal-not-reversible',
  'settled-above-committed',
  'source-missing',
]

describe('a ledger of a thousand entries', () => {
  /** Every kind, documents of one length; each tenth entry takes back the one before. */
  const entryAt = (index: number): NewEvent => {
    const entries = kinds
    const entry = entries[index % entries.length]!
    const common = {
      projectId,
      entryId: idOf(index),
      documentNumber: `D-${String(index).padStart(6, '0')}`,
      findings: [],
    }
    const source = sources[0]
    if (index % 10 !== 9)
      return LedgerEntryPosted({ ...common, entry, source, amountFen: index === 0 ? 10 ** 12 : 1 }, '2026-05-01')
    const reverses = { entryId: idOf(index - 1), entry: entries[(index - 1) % entries.length]! }
    return LedgerEntryPosted({ ...common, entry: 'reversal', source, amountFen: 1, reverses }, '2026-05-01')
  }
  const after = (entries: number) =>
    folded(
      ledgerDecider,
      Array.from({ length: entries }, (_, index) => entryAt(index)),
    )
  const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value))

  it('has a state about as large as one of ten', () => {
    const [short, long] = [after(10), after(1_000)]
    // Only the sums have more digits, and a total stands for each kind that was ever posted.
    expect(bytes(long.state)).toBeLessThanOrEqual(bytes(short.state) + kinds.length * 24)
  })

  it('has a posting or a reversal read and write as much as one of forty', () => {
    const moved = (entries: number, asked: Asked) => {
      const books = after(entries)
      const events = Array.from({ length: entries }, (_, index) => entryAt(index))
      const { lookups, assess } = requestOf(asked, events)
      const note = lookedUp(books.note, lookups)
      const surroundings = {
        projectId,
        approvedBudgetFen: null,
        historical: true,
        today: '2026-06-30',
        newId: () => idOf(9_999_999),
      }
      const { events: recorded } = assess(books.state, { ...surroundings, note })
      if (recorded.length === 0) throw new DomainError('invalid', 'nothing-recorded')
      const { left } = folded(ledgerDecider, recorded, { state: books.state, note })
      return { read: bytes(lookups.map((name) => note(name))), written: bytes([...left]) }
    }
    const posting = { amountFen: 1, source: sources[0], documentNumber: 'D-999999', occurredOn: '2026-05-01' }
    const requests: readonly Asked[] = [
      ...kinds.map((entry) => ({ posting: { ...posting, entry }, historical: true })),
      ...[0, 1, 2, 3, 4, 10].map((of) => ({ reversal: { ...posting, reason: '录入错误' }, of, historical: true })),
    ]
    for (const asked of requests) {
      const [short, long] = [moved(40, asked), moved(1_000, asked)]
      // A count of contracts has more digits.
      expect(long.read).toBeLessThanOrEqual(short.read + 3)
      expect(long.written).toBeLessThanOrEqual(short.written + 3)
    }
  })
})
