import { LedgerEntryPostedV1, ProjectCancelled, ProjectRegistered } from '@zhuji/contracts'
import { DomainError } from '@zhuji/kernel'
import type { Command, Decider, Outcome } from './command.js'
import { type BatchBasis, receiptKey } from './batch-plan.js'
import { decideBatch } from './decide-batch.js'

const projectId = ProjectRegistered.examples[0]!.projectId
const registered = ProjectRegistered(ProjectRegistered.examples[0]!, '2026-01-15')
const cancelled = ProjectCancelled({ projectId, reason: '不建' }, '2026-02-01')

/** A state that simply remembers the types it saw. */
const types: Decider<readonly string[]> = {
  stateVersion: 1,
  initial: () => [],
  evolve: (seen, event) => [...seen, event.type],
}

const aCommand = (more: Partial<Command<readonly string[]>> = {}): Command => ({
  streamId: `project/${projectId}`,
  key: projectId,
  decider: types,
  decide: () => [registered],
  origin: { actor: { person: 'p', unit: null, role: 'administrator' }, correlationId: 'c' },
  ...more,
})

function anEmptyBasis(): BatchBasis {
  let ids = 0
  return {
    heads: new Map(),
    notes: new Map(),
    foldedAnew: new Set(),
    receipts: new Map(),
    claims: new Map(),
    recordedAt: '2026-02-02T08:00:00.000Z',
    today: '2026-02-02',
    newId: () => `id-${(ids += 1)}`,
  }
}

describe('a batch of commands', () => {
  it('decides each on the state its forerunners left', () => {
    const plan = decideBatch(
      [aCommand(), aCommand({ decide: (seen) => (seen.length === 1 ? [cancelled] : []) })],
      anEmptyBasis(),
    )
    expect(plan.events.map((event) => [event.type, event.streamVersion])).toEqual([
      [ProjectRegistered.type, 1],
      [ProjectCancelled.type, 2],
    ])
    expect([...plan.streams.values()]).toMatchObject([
      { version: 2, state: [ProjectRegistered.type, ProjectCancelled.type] },
    ])
  })

  it('gives a wished name to the first that records under it, and tells the others who has it', () => {
    const wishes = ['payment/x']
    const told: (string | undefined)[] = []
    const wishing = (streamId: string, events = [registered]) =>
      aCommand({ streamId, wishes, decide: (_, { holder }) => (told.push(holder('payment/x')), events) })
    const idle = wishing('project/idle', [])
    const plan = decideBatch([idle, wishing('project/1'), wishing('project/2'), wishing('project/1')], anEmptyBasis())
    expect(told).toEqual([undefined, undefined, 'project/1', 'project/1'])
    expect([...plan.claims]).toEqual([['payment/x', 'project/1']])
    expect(plan.events).toHaveLength(3)
    const asking = aCommand({ decide: (_, { holder }) => (holder('payment/x'), []) })
    expect(decideBatch([asking], anEmptyBasis()).results[0]).toEqual(
      new Error('a holder is asked for of a name that is not wished for: payment/x'),
    )
  })

  it('lets a refused command leave no trace', () => {
    const refusal = new DomainError('refused', 'no')
    const refused = aCommand({
      claims: ['name/x'],
      decide: () => {
        throw refusal
      },
    })
    const plan = decideBatch([refused, aCommand()], anEmptyBasis())
    expect(plan.results[0]).toBe(refusal)
    expect(plan.events).toHaveLength(1)
    expect(plan.claims.size).toBe(0)
  })

  it('never writes a version that was replaced, although it can be read', () => {
    const old = LedgerEntryPostedV1(LedgerEntryPostedV1.examples[0]!, '2026-01-15')
    const plan = decideBatch([aCommand({ decide: () => [old] })], anEmptyBasis())
    expect(plan.events).toEqual([])
    expect((plan.results[0] as Error).message).toContain('is written no more')
  })

  it('answers the same key within one batch once', () => {
    const idempotency = { scope: 'p', key: 'k', fingerprint: 'f' }
    const plan = decideBatch([aCommand({ idempotency }), aCommand({ idempotency })], anEmptyBasis())
    expect(plan.events).toHaveLength(1)
    expect(plan.results[1]).toMatchObject({ repeated: true, receipt: { version: 1 } })
  })

  it('refuses a key that stood for another request', () => {
    const basis = anEmptyBasis()
    const idempotency = { scope: 'p', key: 'k', fingerprint: 'f' }
    const receipt = { streamId: 's', version: 1, recordedAt: basis.recordedAt, events: [] }
    basis.receipts.set(receiptKey(idempotency), { fingerprint: 'other', receipt })
    const [result] = decideBatch([aCommand({ idempotency })], basis).results
    expect(result).toMatchObject({ kind: 'refused', slug: 'idempotency-key-reused' })
  })

  it('refuses a command from an older version, naming both', () => {
    const [result] = decideBatch([aCommand({ expectedVersion: 3 })], anEmptyBasis()).results
    expect(result).toMatchObject({ kind: 'stale', figures: { expectedVersion: 3, currentVersion: 0 } })
  })

  it('gives a name to one stream only', () => {
    const other = aCommand({ streamId: 'project/other', claims: ['local-code/A-1'] })
    const plan = decideBatch([aCommand({ claims: ['local-code/A-1'] }), other], anEmptyBasis())
    expect(plan.results[1]).toMatchObject({ kind: 'conflict', slug: 'local-code-taken', figures: { value: 'A-1' } })
  })

  it('marks since when a source knew it only where that was claimed', () => {
    const claimed = aCommand({ streamId: 'project/b', origin: { ...aCommand().origin, knownOn: '2017-08-18' } })
    const plan = decideBatch([aCommand(), claimed], anEmptyBasis())
    expect(plan.events.map(({ knownOn, knownOnClaimed }) => [knownOn, knownOnClaimed])).toEqual([
      ['2026-02-02', false],
      ['2017-08-18', true],
    ])
  })

  it('decides a trial without keeping it', () => {
    const plan = decideBatch([aCommand({ dryRun: true }), aCommand()], anEmptyBasis())
    expect(plan.results[0]).toMatchObject({ receipt: { dryRun: true }, events: [registered] })
    expect(plan.events.map((event) => event.streamVersion)).toEqual([1])
  })
})

describe('commands given together', () => {
  const other = (more: Partial<Command<readonly string[]>> = {}) => aCommand({ streamId: 'project/other', ...more })
  const refused = other({
    decide: () => {
      throw new DomainError('refused', 'no')
    },
  })
  const key = { scope: 's', key: 'k', fingerprint: 'f' }

  it('are recorded together, each decided on what those before it left, under one receipt', () => {
    const second = aCommand({ decide: (seen) => (seen.length === 1 ? [cancelled] : []) })
    const plan = decideBatch([[aCommand({ idempotency: key }), second, other()]], anEmptyBasis())
    const [result] = plan.results as Outcome[]
    expect(plan.events.map(({ streamId, streamVersion }) => [streamId, streamVersion])).toEqual([
      [`project/${projectId}`, 1],
      [`project/${projectId}`, 2],
      ['project/other', 1],
    ])
    expect(result!.together!.map(({ receipt }) => receipt.events.length)).toEqual([3, 1, 1])
    expect(plan.receipts).toMatchObject([{ key: 'k', receipt: { events: [{}, {}, {}] } }])
  })

  it('leave nothing when one of them is refused: no event, state, note, receipt or name', () => {
    const first = aCommand({ idempotency: key, claims: ['local-code/X'] })
    const plan = decideBatch([[first, refused], aCommand({ streamId: 'project/third' })], anEmptyBasis())
    expect(plan.results[0]).toMatchObject({ slug: 'no' })
    expect(plan.events.map(({ streamId }) => streamId)).toEqual(['project/third'])
    expect([[...plan.streams.keys()], plan.receipts, [...plan.claims]]).toEqual([['project/third'], [], []])
  })

  it('are answered once when they come again under their key', () => {
    const basis = anEmptyBasis()
    const together = [aCommand({ idempotency: key }), other()]
    const plan = decideBatch([together, together], basis)
    expect(plan.events).toHaveLength(2)
    expect((plan.results as Outcome[]).map(({ repeated }) => repeated)).toEqual([false, true])
  })

  it('are tried together without being kept', () => {
    const plan = decideBatch([[aCommand({ dryRun: true }), other({ dryRun: true })]], anEmptyBasis())
    expect(plan.events).toEqual([])
    expect((plan.results as Outcome[])[0]!.receipt).toMatchObject({ dryRun: true, events: [{}, {}] })
  })
})

describe('notes', () => {
  const streamId = `project/${projectId}`
  /** How often each type came, by its name. */
  const tally: Decider<null> = {
    stateVersion: 2,
    initial: () => null,
    evolve: () => null,
    notes: ({ type }, note) => [[type, ((note(type) as number | undefined) ?? 0) + 1]],
  }
  const counting = (more: Partial<Command<null>> = {}): Command =>
    aCommand({ decider: tally as Decider<never>, lookups: [ProjectRegistered.type], ...(more as object) })
  const kept = (basis: BatchBasis, notes: readonly (readonly [string, unknown])[]): BatchBasis => ({
    ...basis,
    heads: new Map([[streamId, { version: 7, hash: Buffer.alloc(32), state: null }]]),
    notes: new Map([[streamId, new Map(notes)]]),
  })

  it('are seen by the commands behind, and by the answer as its command left them', () => {
    const seen: unknown[] = []
    const decide: Command<null>['decide'] = (_, { note }) => {
      seen.push(note(ProjectRegistered.type))
      return [registered]
    }
    const plan = decideBatch([counting({ decide }), counting({ decide })], kept(anEmptyBasis(), [[registered.type, 4]]))
    expect(seen).toEqual([4, 5])
    expect(plan.notes).toEqual(new Map([[streamId, new Map([[registered.type, 6]])]]))
    expect(plan.results.map((result) => (result as Outcome).note(registered.type))).toEqual([5, 6])
  })

  it('of a refused command or a trial are not kept', () => {
    const refused = counting({ expectedVersion: 1 })
    const plan = decideBatch([refused, counting({ dryRun: true }), counting({ decide: () => [] })], anEmptyBasis())
    expect((plan.results[1] as Outcome).note(registered.type)).toBe(1)
    expect(plan.notes.size).toBe(0)
  })

  it('that a command does not look up fail it instead of seeming absent', () => {
    const inDecision = counting({ lookups: [], decide: (_, { note }) => (note('other') ? [] : [registered]) })
    const inFold = counting({ lookups: [] })
    const { results, events } = decideBatch([inDecision, inFold], anEmptyBasis())
    expect(results.map(String)).toEqual([
      expect.stringContaining('does not look up: other'),
      expect.stringContaining(`does not look up: ${registered.type}`),
    ])
    expect(events).toEqual([])
  })

  it('of a stream that was folded anew are written whole, once anything is recorded', () => {
    const all: [string, unknown][] = [
      [registered.type, 1],
      [cancelled.type, 6],
    ]
    const basis = () => ({ ...kept(anEmptyBasis(), all), foldedAnew: new Set([streamId]) })
    const plan = decideBatch([counting(), counting()], basis())
    expect(plan.foldedAnew).toEqual([streamId])
    expect(plan.notes.get(streamId)).toEqual(new Map(all).set(registered.type, 3))
    const idle = decideBatch([counting({ decide: () => [] })], basis())
    expect([idle.foldedAnew, idle.notes.size]).toEqual([[], 0])
  })
})
