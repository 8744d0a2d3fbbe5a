import { ProjectCancelled, ProjectRegistered } from '@zhuji/contracts'
import { DomainError } from '@zhuji/kernel'
import type { Command, Decider } from './command.js'
import { type BatchBasis, decideBatch, receiptKey } from './decide-batch.js'

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
