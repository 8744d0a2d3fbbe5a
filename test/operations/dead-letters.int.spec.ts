import { findDeadLetter, listDeadLetters, redrive, type Redriven, type RedriveOptions } from '@zhuji/operations'
import type { FreshDatabase } from '@zhuji/testing'
import { aFilledDatabase, aPaymentIn, damage, faultsOf, installationOn, sql, verified } from './installation.js'

let database: FreshDatabase

beforeEach(async () => {
  database = await aFilledDatabase()
}, 180_000)

afterEach(() => database?.drop())

const GROUP = 'funding.physical-progress'

/** As if the group had failed on the events of a project from a version on: they lie in its dead letters, unread. */
async function failed(projectId: string, fromVersion: number): Promise<readonly string[]> {
  await damage(
    database.url,
    `insert into funding.dead_letter (consumer_group, source, event_id, key, type, cause, message, attempts, event)
     select '${GROUP}', 'milestones', id, aggregateid, type, 'a-passing-fault', 'the first time', 3,
       json_build_object('id', id, 'streamId', stream_id, 'streamVersion', stream_version, 'data', payload)
     from milestones.event_log
     where aggregateid = $1 and stream_version >= $2 and type like 'milestones.progress%' order by stream_version`,
    [projectId, fromVersion],
  )
  const { rows } = await sql<{ id: string }>(
    database.url,
    `select 'funding/' || id as id from funding.dead_letter order by id`,
  )
  return rows.map(({ id }) => id)
}

async function redriven(options: Partial<RedriveOptions> = {}): Promise<Redriven[]> {
  const outcomes: Redriven[] = []
  const all = { selection: {}, operator: 'spec', ...options }
  for await (const outcome of redrive(installationOn(database), all)) outcomes.push(outcome)
  return outcomes
}

const faults = async () => faultsOf(await verified(installationOn(database), ['funding']))

/** A project whose only progress report never reached the funding service. */
async function aLostReport(): Promise<{ readonly projectId: string; readonly id: string }> {
  const { aggregateid: projectId } = await aPaymentIn(database)
  await damage(database.url, `delete from funding.physical_progress where project_id = $1`, [projectId])
  const [id] = await failed(projectId, 1)
  return { projectId, id: id! }
}

describe('a dead letter', () => {
  it('is listed with its group, type, cause and number, and shown whole', async () => {
    const { id, projectId } = await aLostReport()
    expect(await listDeadLetters(installationOn(database))).toMatchObject([
      { service: 'funding', group: GROUP, source: 'milestones', cause: 'a-passing-fault', count: 1, ids: ['1'] },
    ])
    expect(await findDeadLetter(installationOn(database), id)).toMatchObject({
      id,
      projectId,
      cause: 'a-passing-fault',
      message: 'the first time',
      attempts: 3,
      outcome: null,
      event: { data: { physicalPercent: 12 } },
    })
    await expect(findDeadLetter(installationOn(database), 'funding/99')).rejects.toMatchObject({
      slug: 'no-such-dead-letter',
    })
  })

  it('is in effect once however often it is redriven, and says when and by whom', async () => {
    const { id } = await aLostReport()
    expect(await redriven({ selection: { id } })).toMatchObject([{ id, outcome: 'taken-in' }])
    expect(await redriven({ selection: { id } })).toEqual([])
    expect(await findDeadLetter(installationOn(database), id)).toMatchObject({
      outcome: 'taken-in',
      redrivenBy: 'spec',
      redrivenAt: expect.any(String) as unknown,
    })
    expect(await faults()).toEqual([])
  })

  it('is in effect once when two operators redrive it at the same time', async () => {
    await aLostReport()
    const outcomes = await Promise.all([redriven(), redriven()])
    expect(outcomes.flat().map(({ outcome }) => outcome)).toEqual(['taken-in'])
  })

  it('stays as it is in a dry run', async () => {
    const { id } = await aLostReport()
    expect(await redriven({ isDry: true })).toMatchObject([{ id, outcome: 'would-try' }])
    expect(await findDeadLetter(installationOn(database), id)).toMatchObject({ outcome: null })
    expect(await listDeadLetters(installationOn(database))).toHaveLength(1)
  })

  it.each([
    [{ cause: 'a-passing-fault' }, 1],
    [{ cause: 'another' }, 0],
    [{ type: 'milestones.progress-reported.v1' }, 1],
    [{ type: 'milestones.progress-reported.v1', cause: 'another' }, 0],
    [{ group: 'funding.known-projects' }, 0],
  ])('is selected by %j: %i', async (selection, count) => {
    await aLostReport()
    expect(await redriven({ selection })).toHaveLength(count)
  })

  it('that fails again makes a new one that names it', async () => {
    const { id } = await aLostReport()
    await damage(database.url, `alter table funding.physical_progress add check (physical_percent > 50) not valid`)
    expect(await redriven()).toMatchObject([{ id, outcome: 'failed-again' }])
    expect(await findDeadLetter(installationOn(database), id)).toMatchObject({ outcome: 'failed-again' })
    expect(await findDeadLetter(installationOn(database), 'funding/2')).toMatchObject({
      previous: id,
      outcome: null,
      message: expect.stringContaining('check') as unknown,
    })
  })

  it('of something that no log has is not taken in', async () => {
    await damage(
      database.url,
      `insert into funding.dead_letter (consumer_group, source, event_id, key, type, cause, message, attempts, event)
       values ('${GROUP}', 'milestones', gen_random_uuid(), 'x', 'milestones.progress-reported.v1', 'invalid-schema', '', 1,
         '{"streamId":"project/x","streamVersion":1}'),
         ('${GROUP}', 'milestones', null, null, null, 'tombstone', '', 1, '{}')`,
    )
    expect((await redriven()).map(({ outcome }) => outcome)).toEqual(['not-in-log', 'not-in-log'])
  })
})

describe('dead letters of one stream', () => {
  /** Three reports of one project; the group has read none of them. */
  async function threeReports(): Promise<{ readonly projectId: string; readonly ids: readonly string[] }> {
    const { aggregateid: projectId } = await aPaymentIn(database)
    await damage(
      database.url,
      `insert into milestones.event_log (id, aggregatetype, aggregateid, type, payload, stream_id, stream_version, occurred_on,
         recorded_at, known_on, known_on_claimed, actor, correlation_id, causation_id, hash)
       select gen_random_uuid(), aggregatetype, aggregateid, type,
         replace(replace(payload::text, '"physicalPercent":12', '"physicalPercent":' || 12 + more),
           payload->>'reportId', gen_random_uuid()::text)::json,
         stream_id, 100 + more, occurred_on + more, recorded_at, known_on, known_on_claimed, actor, correlation_id,
         causation_id, hash
       from milestones.event_log, generate_series(1, 2) as more
       where aggregateid = $1 and type = 'milestones.progress-reported.v1'`,
      [projectId],
    )
    await damage(database.url, `delete from funding.physical_progress where project_id = $1`, [projectId])
    return { projectId, ids: await failed(projectId, 1) }
  }

  const percent = async (projectId: string) =>
    (
      await sql<{ physical_percent: number }>(
        database.url,
        `select physical_percent from funding.physical_progress where project_id = $1`,
        [projectId],
      )
    ).rows.map((row) => row.physical_percent)

  it('go in their order, and the one selected last goes behind all before it', async () => {
    const { ids, projectId } = await threeReports()
    expect((await redriven({ selection: { id: ids[1]! } })).map(({ id, outcome }) => [id, outcome])).toEqual([
      [ids[0], 'taken-in'],
      [ids[1], 'taken-in'],
    ])
    expect(await percent(projectId)).toEqual([13])
    expect(await redriven()).toMatchObject([{ id: ids[2], outcome: 'taken-in' }])
    expect(await percent(projectId)).toEqual([14])
  })

  it('wait behind one that fails again', async () => {
    const { ids } = await threeReports()
    await damage(database.url, `alter table funding.physical_progress add check (physical_percent > 12.5) not valid`)
    expect((await redriven()).map(({ id, outcome }) => [id, outcome])).toEqual([
      [ids[0], 'failed-again'],
      [ids[1], 'held-back'],
      [ids[2], 'held-back'],
    ])
  })

  it('are not taken in behind later events that are in effect', async () => {
    const { projectId, ids } = await threeReports()
    await damage(database.url, `delete from funding.dead_letter where 'funding/' || id = $1`, [ids[2]])
    await damage(
      database.url,
      `update funding.consumer_cursor set (xid, position) = (select xid, position from milestones.event_log
         order by xid desc, position desc limit 1) where source = 'milestones' and consumer_group = '${GROUP}'`,
    )
    expect((await redriven()).map(({ outcome }) => outcome)).toEqual(['overtaken', 'overtaken'])
    expect(await percent(projectId)).toEqual([])
  })
})

describe('a dead letter of the list of alerts', () => {
  it('tells who asked for the alert, once', async () => {
    const lost = await sql<{ id: string }>(
      database.url,
      `select id from alerts.event_log where type = 'alerts.alert-raised.v1' order by stream_version desc limit 1`,
    )
    const { id } = lost.rows[0]!
    await damage(
      database.url,
      `with change as (delete from alerts.alert_change where event_id = '${id}' returning episode->>'alertId' as alert_id)
       delete from alerts.alert using change where alert.alert_id::text = change.alert_id`,
    )
    await damage(
      database.url,
      `insert into alerts.subscription (id, owner, name, filter, scope, channel, url, idempotency_key, fingerprint, created_at)
       values (gen_random_uuid(), 'anna', '', '{"regions":[],"facilityKinds":[],"measures":[],"severities":[]}',
         '{"all":true}', 'webhook', 'https://example.org', '', '', now())`,
    )
    await damage(
      database.url,
      `insert into alerts.dead_letter (consumer_group, source, event_id, key, type, cause, message, attempts, event)
       select 'alerts.alert-list', 'alerts', id, aggregateid, type, 'a-passing-fault', '', 3,
         json_build_object('streamId', stream_id, 'streamVersion', stream_version)
       from alerts.event_log where id = $1`,
      [id],
    )
    expect(await redriven()).toMatchObject([{ outcome: 'taken-in' }])
    expect(await redriven()).toEqual([])
    const { rows } = await sql(database.url, `select event_id, status, attempts from alerts.delivery`)
    expect(rows).toEqual([{ event_id: id, status: 'pending', attempts: 0 }])
    expect(faultsOf(await verified(installationOn(database), ['alerts']))).toEqual([])
  })
})
