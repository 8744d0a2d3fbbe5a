import { randomUUID } from 'node:crypto'
import { ProjectRegistered } from '@zhuji/contracts'
import { type Decider, EventStore, folded, LogReader, LogSignal } from '@zhuji/messaging'
import { SystemClock } from '@zhuji/platform'
import { eventually } from '@zhuji/testing'
import { projectIds, type TwoServices, twoServices } from './two-services.js'

interface Asked {
  readonly decider?: Decider<number>
  readonly store?: EventStore
  readonly dryRun?: boolean
  readonly key?: string
}

const nameOf = ({ data }: { readonly data: unknown }) => (data as { readonly name: string }).name
const streamOf = (projectId: string) => `project/${projectId}`

const counting: Decider<number> = { stateVersion: 1, initial: () => 0, evolve: (count) => count + 1 }
/** How many of the stream's events came under each name. */
const byName: Decider<number> = {
  ...counting,
  stateVersion: 2,
  notes: (event, note) => [[nameOf(event), ((note(nameOf(event)) as number | undefined) ?? 0) + 1]],
}

describe('the notes of a stream', () => {
  let services: TwoServices

  beforeAll(async () => {
    services = await twoServices()
  })

  afterAll(async () => services?.stop())

  const record = (
    projectId: string,
    name: string,
    { decider = byName, store = services.store, dryRun, key }: Asked = {},
  ) =>
    store.execute<number>({
      streamId: streamOf(projectId),
      key: projectId,
      decider,
      lookups: [name],
      decide: () => [ProjectRegistered({ ...ProjectRegistered.examples[0]!, projectId, name }, '2026-01-15')],
      origin: { actor: { person: 'test', unit: null, role: 'administrator' }, correlationId: 'spec' },
      dryRun,
      ...(key === undefined ? {} : { idempotency: { scope: 'somebody', key, fingerprint: 'same' } }),
    })

  const rowsOf = async (projectId: string) => {
    const { rows } = await services.registry.query<{ name: string; value: unknown }>(
      `select name, value from registry.stream_note where stream_id = $1 order by name collate "C"`,
      [streamOf(projectId)],
    )
    return rows.map(({ name, value }) => [name, value] as const)
  }

  const freshOf = async (projectId: string, decider: Decider<number>) => {
    const log = await new LogReader(services.registry, 'registry').ofStream(streamOf(projectId))
    return [...folded(decider, log).left].toSorted(([a], [b]) => (a < b ? -1 : 1))
  }

  it('and receipts are searched for by their names, also by statements prepared while there were few', async () => {
    const [id] = projectIds(1)
    const scans = async () => {
      const { rows } = await services.registry.query<{ whole: number; searches: number }>(
        `select sum(seq_scan)::int as whole, min(idx_scan)::int as searches from pg_stat_user_tables
          where schemaname = 'registry' and relname in ('stream_note', 'idempotency_key')`,
      )
      return rows[0]!
    }
    const afterSearches = async (searches: number) => {
      await eventually(
        async () => {
          for (let count = 0; count < 10; count += 1) await record(id!, `N${count}`, { key: randomUUID() })
          expect((await scans()).searches).toBeGreaterThan(searches)
        },
        { within: 60_000, describe: 'the searches are counted' },
      )
      return scans()
    }
    // The first ones are counted together with what the migrations did.
    const first = await afterSearches(20)
    expect((await afterSearches(first.searches + 20)).whole).toBe(first.whole)
  })

  it('are none lost and none counted twice when two processes write the same stream', async () => {
    const [id] = projectIds(1)
    const common = { context: 'registry', clock: new SystemClock(), timeZone: 'Asia/Shanghai' }
    const other = new EventStore({ ...common, pool: services.registry, signal: new LogSignal() })
    const names = Array.from({ length: 4 }, (_, index) => `第 ${index} 所 "\\{小学}"`)
    // One command after the other in each process: each finds the other's lock and waits for it.
    const lane = async (store: EventStore) => {
      for (let index = 0; index < 80; index += 1) await record(id!, names[index % 4]!, { store })
    }
    await Promise.all([lane(services.store), lane(other)])
    expect(await rowsOf(id!)).toEqual(names.map((name) => [name, 40]))
  })

  it('are what a trial is decided with and what can be asked for, and neither leaves any', async () => {
    const [id] = projectIds(1)
    await record(id!, 'A')
    const trial = await record(id!, 'A', { dryRun: true })
    expect(trial.note('A')).toBe(2)
    const note = await services.store.notes(streamOf(id!), byName, ['A', 'B'])
    expect([note('A'), note('B')]).toEqual([1, undefined])
    expect(await rowsOf(id!)).toEqual([['A', 1]])
  })

  it('are written in the transaction of the events, or not at all', async () => {
    const [id] = projectIds(1)
    const unwritable: Decider<number> = { ...byName, notes: () => [['name\u0000', 1]] }
    await expect(record(id!, 'A', { decider: unwritable })).rejects.toThrow('invalid byte sequence')
    expect(await services.store.states([streamOf(id!)], byName)).toEqual(new Map())
  })

  it('are right whatever former and later programs write in turn', async () => {
    const [id] = projectIds(1)
    const later: Decider<number> = {
      ...byName,
      stateVersion: 3,
      notes: (event) => [[`last ${nameOf(event)}`, event.occurredOn]],
    }
    const turns = [byName, counting, byName, later, byName, later, counting, counting, later, byName]
    for (const [index, decider] of turns.entries()) {
      const before = await rowsOf(id!)
      const { state } = await record(id!, `N${index % 3}`, { decider })
      expect(state).toBe(index + 1)
      // A former program knows nothing of notes: it leaves those there are.
      if (decider === counting) await putBack(id!, before)
      else expect(await rowsOf(id!)).toEqual(await freshOf(id!, decider))
      const note = await services.store.notes(streamOf(id!), byName, ['N0'])
      expect(note('N0')).toBe(Math.floor(index / 3) + 1)
    }
  })

  async function putBack(projectId: string, notes: readonly (readonly [string, unknown])[]): Promise<void> {
    await services.registry.query(
      `insert into registry.stream_note (stream_id, name, value)
        select $1, name, value from json_to_recordset($2) as note (name text, value json)
        on conflict do nothing`,
      [streamOf(projectId), JSON.stringify(notes.map(([name, value]) => ({ name, value })))],
    )
  }
})
