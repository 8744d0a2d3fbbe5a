import { randomUUID } from 'node:crypto'
import { ProjectRegistered } from '@zhuji/contracts'
import { DomainError } from '@zhuji/kernel'
import { CHAIN_START, type Command, type Decider, eventHash, EventStore, LogSignal } from '@zhuji/messaging'
import { SystemClock } from '@zhuji/platform'
import { projectIds, recordFact, type TwoServices, twoServices } from './two-services.js'

const decider: Decider<{ count: number }> = {
  stateVersion: 1,
  initial: () => ({ count: 0 }),
  evolve: ({ count }) => ({ count: count + 1 }),
}

const origin = { actor: { person: 'test', unit: null, role: 'administrator' }, correlationId: 'spec' }

function aCommand(projectId: string, more: Partial<Command<{ count: number }>> = {}): Command<{ count: number }> {
  return {
    streamId: `project/${projectId}`,
    key: projectId,
    decider,
    decide: () => [ProjectRegistered({ ...ProjectRegistered.examples[0]!, projectId }, '2026-01-15')],
    origin,
    ...more,
  }
}

describe('the event store', () => {
  let services: TwoServices

  beforeAll(async () => {
    services = await twoServices()
  })

  afterAll(async () => services?.stop())

  const anotherProcess = (): EventStore =>
    new EventStore({
      pool: services.registry,
      context: 'registry',
      clock: new SystemClock(),
      timeZone: 'Asia/Shanghai',
      signal: new LogSignal(),
    })

  it('gives a hundred commands at once on one stream a hundred versions without a gap', async () => {
    const [id] = projectIds(1)
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => services.store.execute(aCommand(id!))))
    const versions = outcomes.map((outcome) => outcome.receipt.version).toSorted((a, b) => a - b)
    expect(versions).toEqual(Array.from({ length: 100 }, (_, index) => index + 1))
  })

  it('keeps versions whole when two processes write the same streams', async () => {
    const ids = projectIds(5)
    const other = anotherProcess()
    const both = ids.flatMap((id) =>
      [services.store, other].flatMap((store) => Array.from({ length: 20 }, () => store.execute(aCommand(id)))),
    )
    await Promise.all(both)
    const { rows } = await services.registry.query<{ ok: boolean }>(
      `select max(stream_version) = 40 and count(*) = 40 as ok from registry.event_log where aggregateid = any($1) group by 1 = 1, aggregateid`,
      [ids],
    )
    expect(rows.map((row) => row.ok)).toEqual([true, true, true, true, true])
  })

  it('refuses one command of a batch alone', async () => {
    const ids = projectIds(3)
    const refused = aCommand(ids[1]!, {
      decide: () => {
        throw new DomainError('refused', 'no')
      },
    })
    const results = await Promise.allSettled(
      [aCommand(ids[0]!), refused, aCommand(ids[2]!)].map((command) => services.store.execute(command)),
    )
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })

  it('never lets an event that breaks its own schema reach the log', async () => {
    const [id] = projectIds(1)
    const broken = aCommand(id!, {
      decide: () => [{ type: ProjectRegistered.type, occurredOn: '2026-01-15', data: { projectId: id } }],
    })
    await expect(services.store.execute(broken)).rejects.toThrow('an invalid registry.project-registered.v1')
    expect((await services.store.states([`project/${id}`], decider)).size).toBe(0)
  })

  it('answers fifty posts with one key by one effect', async () => {
    const [id] = projectIds(1)
    const idempotency = { scope: 'somebody', key: randomUUID(), fingerprint: 'same' }
    const other = anotherProcess()
    const posts = Array.from({ length: 50 }, (_, index) =>
      (index % 2 ? services.store : other).execute(aCommand(id!, { idempotency })),
    )
    const results = await Promise.allSettled(posts)
    const answers = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.receipt] : []))
    const refusals = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as DomainError] : []))
    expect(answers.length).toBeGreaterThan(0)
    for (const receipt of answers) expect(receipt).toEqual(answers[0])
    for (const refusal of refusals) expect(refusal.slug).toBe('request-in-flight')
    expect((await services.store.states([`project/${id}`], decider)).get(`project/${id}`)?.version).toBe(1)
    const again = await services.store.execute(aCommand(id!, { idempotency }))
    expect(again).toMatchObject({ repeated: true, receipt: answers[0] })
    const otherBody = aCommand(id!, { idempotency: { ...idempotency, fingerprint: 'other' } })
    await expect(services.store.execute(otherBody)).rejects.toMatchObject({ slug: 'idempotency-key-reused' })
  })

  it('takes commands given together all or none, however they meet others on the same streams', async () => {
    const ids = projectIds(4)
    const other = anotherProcess()
    const refuse = () => {
      throw new DomainError('refused', 'no')
    }
    const rounds = Array.from({ length: 30 }, (_, round) => {
      const [one, two] = [ids[round % 4]!, ids[(round + 1 + (round % 3)) % 4]!]
      const store = round % 2 ? services.store : other
      const isRefused = round % 3 === 0
      return store.executeTogether([aCommand(one), aCommand(two, isRefused ? { decide: refuse } : {})] as never)
    })
    const alone = ids.flatMap((id) => [services.store, other].map((store) => store.execute(aCommand(id))))
    const results = await Promise.allSettled([...rounds, ...alone])
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(10)
    const { rows } = await services.registry.query<{ events: number; whole: boolean }>(
      `select sum(n)::int as events, bool_and(n = top) as whole from (select count(*) as n, max(stream_version) as top
         from registry.event_log where aggregateid = any($1) group by stream_id) streams`,
      [ids],
    )
    expect(rows).toEqual([{ events: 20 * 2 + 8, whole: true }])
  })

  it('records nothing for a dry run', async () => {
    const [id] = projectIds(1)
    const outcome = await services.store.execute(aCommand(id!, { dryRun: true }))
    expect(outcome).toMatchObject({ receipt: { dryRun: true }, state: { count: 1 } })
    expect((await services.store.states([`project/${id}`], decider)).size).toBe(0)
  })

  it('gives one name to one stream only, whichever process asks first', async () => {
    const ids = projectIds(10)
    const other = anotherProcess()
    const results = await Promise.allSettled(
      ids.map((id, index) =>
        (index % 2 ? services.store : other).execute(aCommand(id, { claims: ['local-code/X-1'] })),
      ),
    )
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    const [holder] = (
      await services.registry.query(`select stream_id from registry.claim where name = 'local-code/X-1'`)
    ).rows
    expect(holder).toBeDefined()
  })

  it('folds a state anew when the decider has changed since it was stored', async () => {
    const [id] = projectIds(1)
    await services.store.execute(aCommand(id!))
    await services.store.execute(aCommand(id!))
    const doubled: Decider<{ count: number }> = {
      ...decider,
      stateVersion: 2,
      evolve: ({ count }) => ({ count: count + 2 }),
    }
    const states = await services.store.states([`project/${id}`], doubled)
    expect(states.get(`project/${id}`)).toEqual({ version: 2, state: { count: 4 } })
  })

  it('chains every event of a stream to the one before by its hash', async () => {
    const [id] = projectIds(1)
    for (let count = 0; count < 3; count += 1) await recordFact(services.store, id!)
    const { rows } = await services.registry.query<Record<string, never>>(
      `select id, type, stream_id as "streamId", stream_version as "streamVersion", occurred_on::text as "occurredOn",
         to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "recordedAt",
         known_on::text as "knownOn", known_on_claimed as "knownOnClaimed", actor::text as actor,
         correlation_id as "correlationId", causation_id as "causationId", payload::text as payload, hash
       from registry.event_log where aggregateid = $1 order by stream_version`,
      [id],
    )
    let previous: Buffer = CHAIN_START
    for (const row of rows) {
      previous = eventHash(previous, row as never)
      expect(previous.equals(row['hash'] as unknown as Buffer)).toBe(true)
    }
    expect(rows).toHaveLength(3)
  })

  it('refuses to change or remove what was recorded', async () => {
    await expect(services.registry.query('delete from registry.event_log')).rejects.toThrow('append-only')
    await expect(services.registry.query(`update registry.event_log set type = 'x'`)).rejects.toThrow('append-only')
  })
})
