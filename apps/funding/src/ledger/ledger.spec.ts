import fc from 'fast-check'
import { type BookedKind, type FundSource, ledgerEntryIds, type NewEvent } from '@zhuji/contracts'
import { DomainError } from '@zhuji/kernel'
import { type Fold, folded } from '@zhuji/messaging'
import { decided } from './assessment.js'
import { trialBalance } from './accounts.js'
import { balanceOf, paidFen, potOf, totalOf } from './balances.js'
import type { PostedEntry } from './entries.js'
import { type Ledger, ledgerDecider } from './ledger.js'
import { assessPosting } from './post-entry.js'
import { assessReversal } from './reverse-entry.js'

const projectId = '0198b9a0-0000-7000-8000-000000000001'
const approvedBudgetFen = 500
const sources = ['special-bond', 'bank-loan'] as const satisfies readonly FundSource[]

const kinds = ledgerEntryIds.filter((kind) => kind !== 'reversal') as BookedKind[]
const batches = ['2026-1', '2026-2']

interface Books extends Fold<Ledger> {
  readonly entryIds: readonly string[]
}
type Step = (books: Books, index: number, historical: boolean) => readonly NewEvent[]

const circumstances = (index: number, historical: boolean) => ({
  projectId,
  approvedBudgetFen,
  historical,
  today: '2026-06-30',
  newId: () => `0198b9a0-0000-7000-8000-${String(index).padStart(12, '0')}`,
})

const pots = [...sources.map((source) => ({ source })), ...batches.map((batch) => ({ source: sources[0], batch }))]
const postings: fc.Arbitrary<Step> = fc
  .record({
    entry: fc.constantFrom('commitment' as const, 'certified-work' as const, 'funds-in-place' as const, ...kinds),
    amountFen: fc.integer({ min: 1, max: 200 }),
    pot: fc.option(fc.constantFrom(...pots), { nil: {}, freq: 8 }),
    decreases: fc.boolean(),
    documentNumber: fc.integer({ min: 1, max: 15 }).map((number) => `D-${number}`),
    occurredOn: fc.constantFrom('2026-05-01', '2026-05-02', '2026-07-01'),
  })
  .map(({ pot, decreases, ...posting }) => ({ state, note }, index, historical) => {
    const request = { ...posting, ...pot, decreases: decreases && posting.entry === 'change' }
    return decided(assessPosting(state, request, { ...circumstances(index, historical), note }))
  })

const reversals: fc.Arbitrary<Step> = fc
  .nat({ max: 40 })
  .map((of) => ({ state, note, entryIds }, index, historical) => {
    const request = { documentNumber: `R-${of}`, reason: '录入错误', occurredOn: '2026-06-01' }
    const entryId = entryIds[of % Math.max(entryIds.length, 1)] ?? projectId
    return decided(assessReversal(state, { ...request, entryId }, { ...circumstances(index, historical), note }))
  })

const lives = fc.array(fc.oneof({ weight: 5, arbitrary: postings }, { weight: 1, arbitrary: reversals }), {
  minLength: 1,
  maxLength: 60,
})

interface Life {
  readonly ledger: Ledger
  readonly events: readonly NewEvent[]
  /** The ledger at first and after every step that was accepted. */
  readonly states: readonly Ledger[]
  readonly refusals: readonly string[]
}

function lived(steps: readonly Step[], historical: boolean): Life {
  const states = [ledgerDecider.initial()]
  const events: NewEvent[] = []
  let books: Fold<Ledger> = folded(ledgerDecider, [])
  const refusals: string[] = []
  for (const [index, step] of steps.entries()) {
    const entryIds = events.map(({ data }) => (data as PostedEntry).entryId)
    try {
      const recorded = step({ ...books, entryIds }, index, historical)
      books = folded(ledgerDecider, recorded, books)
      states.push(books.state)
      events.push(...recorded)
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      refusals.push(error.slug)
    }
  }
  return { ledger: states.at(-1)!, events, states, refusals }
}

/** The totals by the other road: every kind summed over the events alone. */
function addedUp(events: readonly NewEvent[]) {
  const sums = new Map<string, number>()
  for (const { data } of events) {
    const posted = data as PostedEntry
    const { entry, amountFen, reverses, decreases } = posted
    const place = `${potOf(posted)} ${reverses?.entry ?? entry}`
    const sign = (reverses ? -1 : 1) * (decreases ? -1 : 1)
    sums.set(place, (sums.get(place) ?? 0) + sign * amountFen)
  }
  return sums
}

/** The same as the state has it; columns at 0 left out on both sides. */
function booked({ balances }: Ledger) {
  const places = Object.entries(balances).flatMap(([pot, balance]) =>
    Object.entries(balance).map(([column, fen]) => [`${pot} ${column}`, fen] as const),
  )
  return new Map(places)
}

const withoutZeros = (sums: ReadonlyMap<string, number>) => Object.fromEntries([...sums].filter(([, fen]) => fen !== 0))

const keepsTheRules = ({ balances }: Ledger): boolean => {
  const total = totalOf(balances)
  return (
    pots.every((pot) => {
      const balance = balanceOf(balances, potOf(pot))
      return paidFen(balance) >= 0 && balance.cashFen >= 0
    }) &&
    total.committedFen >= 0 &&
    total.committedFen <= approvedBudgetFen &&
    total.certifiedFen <= total.committedFen &&
    total.advancesFen >= 0 &&
    total.retainedFen >= 0 &&
    total.retainedFen <= total.certifiedFen &&
    total.settledFen <= total.committedFen &&
    (total.finalFen === 0 || total.settledFen > 0)
  )
}

const isBalanced = ({ balances }: Ledger): boolean =>
  Object.values(balances).every((totals) => {
    const accounts = trialBalance(totals)
    const sum = (side: 'debitFen' | 'creditFen') => accounts.reduce((fen, account) => fen + account[side], 0)
    return sum('debitFen') === sum('creditFen')
  })

describe('a ledger of live postings', () => {
  it('never pays out of a pot more than is in place of it, nor goes beyond what contracts hold together', () => {
    fc.assert(
      fc.property(lives, (steps) => lived(steps, false).states.every(keepsTheRules)),
      { numRuns: 300 },
    )
  })

  it('has a trial balance of zero at any time, also of history that broke every rule', () => {
    fc.assert(
      fc.property(lives, fc.boolean(), (steps, historical) => lived(steps, historical).states.every(isBalanced)),
      { numRuns: 200 },
    )
  })

  it('balances to the fen with its entries, live or from history', () => {
    fc.assert(
      fc.property(lives, fc.boolean(), (steps, historical) => {
        const { ledger, events } = lived(steps, historical)
        expect(withoutZeros(booked(ledger))).toEqual(withoutZeros(addedUp(events)))
      }),
      { numRuns: 300 },
    )
  })
})

describe('a ledger of history', () => {
  it('refuses nothing for a rule: only a document or an entry that is there already', () => {
    const outright = [
      'document-already-posted',
      'document-reversed',
      'entry-already-reversed',
      'reversal-not-reversible',
    ]
    const expected = [...outright, 'entry-unknown', 'reversal-before-entry']
    fc.assert(fc.property(lives, (steps) => lived(steps, true).refusals.every((slug) => expected.includes(slug))))
  })
})

describe('the state of a ledger', () => {
  it('is plain JSON', () => {
    fc.assert(
      fc.property(lives, (steps) => {
        const { ledger } = lived(steps, true)
        expect(JSON.parse(JSON.stringify(ledger))).toEqual(ledger)
      }),
      { numRuns: 50 },
    )
  })

  it('adds nothing up where nothing was posted', () => {
    expect(Object.values(totalOf(ledgerDecider.initial().balances)).every((fen) => fen === 0)).toBe(true)
  })

  it('stops rather than lose a fen', () => {
    const huge = { entry: 'allocation' as const, source: sources[0], amountFen: Number.MAX_SAFE_INTEGER }
    const request = { ...huge, occurredOn: '2026-05-01' }
    const [event] = assessPosting(
      ledgerDecider.initial(),
      { ...request, documentNumber: 'D-1' },
      { ...circumstances(1, false), note: () => undefined, approvedBudgetFen: null },
    ).events
    const full = ledgerDecider.evolve(ledgerDecider.initial(), event!)
    const more = () =>
      assessPosting(full, { ...request, documentNumber: 'D-2' }, { ...circumstances(2, false), note: () => undefined })
    expect(more).toThrow('not an exact amount')
  })
})
