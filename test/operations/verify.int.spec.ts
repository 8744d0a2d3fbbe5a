import type { FreshDatabase } from '@zhuji/testing'
import { aFilledDatabase, aPaymentIn, damage, faultsOf, installationOn, sql, verified } from './installation.js'

let database: FreshDatabase

beforeEach(async () => {
  database = await aFilledDatabase()
}, 180_000)

afterEach(() => database?.drop())

const faults = async (...services: readonly string[]) =>
  faultsOf(await verified(installationOn(database), services.length > 0 ? services : undefined))

describe('an installation that nobody touched', () => {
  it('verifies without a fault, and every check has looked at something', async () => {
    const results = await verified(installationOn(database))
    expect(faultsOf(results)).toEqual([])
    expect(results.map(({ service, check }) => `${service} ${check}`)).toEqual([
      'registry hash-chains',
      'registry checkpoints',
      'registry receipts',
      'registry positions',
      'registry waiting',
      'milestones hash-chains',
      'milestones checkpoints',
      'milestones receipts',
      'milestones positions',
      'milestones waiting',
      'milestones read-model milestones.known-projects',
      'milestones read-model milestones.evidence-uses',
      'milestones read-model milestones.reporting',
      'funding hash-chains',
      'funding checkpoints',
      'funding receipts',
      'funding money',
      'funding trial-balance',
      'funding agreement-payments',
      'funding notes',
      'funding positions',
      'funding waiting',
      'funding read-model funding.known-projects',
      'funding read-model funding.physical-progress',
      'funding read-model funding.balance-days',
      'funding read-model funding.programmes',
      'alerts hash-chains',
      'alerts checkpoints',
      'alerts receipts',
      'alerts notes',
      'alerts positions',
      'alerts waiting',
      'alerts read-model alerts.watch',
      'alerts read-model alerts.alert-list',
      'dashboards hash-chains',
      'dashboards checkpoints',
      'dashboards receipts',
      'dashboards bulletins',
      'dashboards positions',
      'dashboards waiting',
      'dashboards read-model dashboards.projects',
      'dashboards read-model dashboards.programmes',
      'dashboards read-model dashboards.sealed-logs',
    ])
    const counts = Object.fromEntries(results.map(({ service, check, counts }) => [`${service} ${check}`, counts]))
    expect(counts).toMatchObject({
      'funding hash-chains': { events: 9, streams: 3 },
      'funding receipts': { receipts: 9, promised: 9 },
      'funding money': { entries: 9, projects: 3 },
      'funding trial-balance': { projects: 3, accounts: 17, transfers: 0 },
      'funding agreement-payments': { payments: 0, shares: 0 },
      // Each entry by its id and its document, each payment as the first of its day, amount and source.
      'funding notes': { notes: 24, streams: 3 },
      // The group of all, that of the programmes, and that of what is sealed.
      'dashboards positions': { readers: 9 },
    })
    const { rows } = await sql(database.url, `select from pg_namespace where nspname like '%verify%'`)
    expect(rows).toEqual([])
  })

  it('is checked for one service alone where only that is asked', async () => {
    const results = await verified(installationOn(database), ['registry'])
    expect(new Set(results.map(({ service }) => service))).toEqual(new Set(['registry']))
  })
})

describe('a log from the time before a type had its newest version', () => {
  it('gives the same states, notes, read models and sums as what is recorded today', async () => {
    for (const table of ['funding.event_log', 'dashboards.story_event']) {
      await damage(
        database.url,
        `update ${table} set type = 'funding.ledger-entry-posted.v1' where type = 'funding.ledger-entry-posted.v2'`,
      )
    }
    const results = await verified(installationOn(database))
    // Only chains and receipts notice: the rows were not recorded so, but written over here.
    expect(new Set(faultsOf(results).map(({ check }) => check))).toEqual(new Set(['hash-chains', 'receipts']))
    expect(results.find(({ check }) => check === 'money')?.counts).toEqual({ entries: 9, projects: 3 })
  })
})

describe('a read model changed by hand', () => {
  it('is named by table, row and column, with both values', async () => {
    const { aggregateid: projectId } = await aPaymentIn(database)
    await damage(database.url, `update dashboards.project_card set name = '另一所小学' where project_id = $1`, [
      projectId,
    ])
    expect(await faults()).toEqual([
      {
        check: 'read-model dashboards.projects',
        slug: 'read-model-differs',
        figures: {
          group: 'dashboards.projects',
          table: 'project_card',
          row: `{"project_id": "${projectId}"}`,
          field: 'name',
          values: 'name: ["另一所小学","蜀山区振兴路小学"]',
        },
      },
    ])
  })

  it('is named where a row is missing', async () => {
    const { aggregateid: projectId } = await aPaymentIn(database)
    await damage(database.url, `delete from funding.known_project where project_id = $1`, [projectId])
    const [fault, ...others] = await faults('funding')
    expect(others).toEqual([])
    expect(fault).toMatchObject({
      check: 'read-model funding.known-projects',
      figures: { table: 'known_project', row: `{"project_id": "${projectId}"}` },
    })
  })

  it('is named where a kept sum was changed, and money says which column', async () => {
    await damage(
      database.url,
      `update dashboards.summary_cell set disbursed_fen = disbursed_fen + 1 where parent = '' and disbursed_fen > 0`,
    )
    const found = await faults()
    expect(found).toContainEqual({
      check: 'money',
      slug: 'kept-sum-differs',
      figures: { column: 'disbursed_fen', cardsFen: 25_800_000_000, cellsFen: 25_800_000_001 },
    })
    expect(found.filter(({ check }) => check !== 'money')).toEqual([
      expect.objectContaining({
        slug: 'read-model-differs',
        figures: expect.objectContaining({ table: 'summary_cell', field: 'disbursed_fen' }) as unknown,
      }),
    ])
  })
})

describe('a ledger whose balance was changed by hand', () => {
  it('is named by project and kind of entry, with both amounts', async () => {
    const { aggregateid: projectId, stream_id: streamId } = await aPaymentIn(database)
    const cheaper = `replace(state::text, '"disbursement":8600000000', '"disbursement":8500000000')::json`
    await damage(database.url, `update funding.stream set state = ${cheaper} where id = $1`, [streamId])
    const figures = { projectId, streamId, entry: 'disbursement', ledgerFen: 8_600_000_000, stateFen: 8_500_000_000 }
    expect(await faults('funding')).toEqual([{ check: 'money', slug: 'ledger-state-differs', figures }])
  })
})

describe('what commands look up of a ledger', () => {
  const names = async () => {
    const found = await faults('funding')
    expect(found.every(({ check, slug }) => check === 'notes' && slug === 'note-differs')).toBe(true)
    return found.map(({ figures }) => figures)
  }

  it('is named with both values where it was changed, lost or made up', async () => {
    const { stream_id: streamId } = await aPaymentIn(database)
    const [changed, lost] = (
      await sql<{ name: string; value: unknown }>(
        database.url,
        `select name, value from funding.stream_note where stream_id = $1 and name like 'document/%' order by name limit 2`,
        [streamId],
      )
    ).rows
    const damages = [
      `update funding.stream_note set value = '[]' where stream_id = $1 and name = '${changed!.name}'`,
      `delete from funding.stream_note where stream_id = $1 and name = '${lost!.name}'`,
      `insert into funding.stream_note values ($1, 'entry/made-up', '1')`,
    ]
    for (const text of damages) await damage(database.url, text, [streamId])
    const named = (await names()).toSorted((a, b) => String(a['name']).localeCompare(String(b['name'])))
    expect(named).toEqual([
      { service: 'funding', streamId, name: changed!.name, kept: '[]', fresh: JSON.stringify(changed!.value) },
      { service: 'funding', streamId, name: lost!.name, kept: null, fresh: JSON.stringify(lost!.value) },
      { service: 'funding', streamId, name: 'entry/made-up', kept: '1', fresh: null },
    ])
  })

  it('counts for nothing where a former program has written the state since', async () => {
    const { stream_id: streamId } = await aPaymentIn(database)
    await damage(database.url, `update funding.stream set state_version = 1 where id = $1`, [streamId])
    await damage(database.url, `delete from funding.stream_note where stream_id = $1`, [streamId])
    expect(await names()).toEqual([])
  })
})

describe('a promise that the log does not keep', () => {
  it('is named by the receipt’s key and the field that differs', async () => {
    const { id } = await aPaymentIn(database)
    await damage(
      database.url,
      `update funding.idempotency_key set receipt = replace(receipt::text, '2026-06-02', '2026-06-01')::json
       where receipt::text like '%' || $1 || '%'`,
      [id],
    )
    expect(await faults('funding')).toEqual([
      expect.objectContaining({
        check: 'receipts',
        slug: 'receipt-differs',
        figures: expect.objectContaining({ service: 'funding', eventId: id, field: 'occurredOn' }) as unknown,
      }),
    ])
  })
})

describe('a reader that stands beyond the end of its log', () => {
  it('is named with both positions', async () => {
    await damage(database.url, `update dashboards.consumer_cursor set position = position + 5 where source = 'funding'`)
    expect(await faults('dashboards')).toContainEqual({
      check: 'positions',
      slug: 'position-beyond-log',
      figures: { reader: 'dashboards.projects', source: 'funding', readPosition: 14, headPosition: 9 },
    })
  })
})

describe('events that are not in effect', () => {
  it('are listed: one in the dead letters, and one that has waited too long for another', async () => {
    const { id, aggregateid: projectId, stream_id: streamId } = await aPaymentIn(database)
    await damage(
      database.url,
      `insert into dashboards.dead_letter (consumer_group, source, event_id, key, type, cause, message, attempts, event)
       values ('dashboards.projects', 'funding', $1, $2, 'funding.ledger-entry-posted.v1', 'a-broken-rule', '', 3, '{}')`,
      [id, projectId],
    )
    await damage(
      database.url,
      `insert into dashboards.parked_event (consumer_group, source, stream_id, version, event, parked_at)
       values ('dashboards.projects', 'funding', $1, 7, '{}', now() - interval '5 minutes')`,
      [streamId],
    )
    const found = (await faults('dashboards')).filter(({ check }) => check === 'waiting')
    expect(found.map(({ slug, figures }) => [slug, figures['streamVersion'] ?? figures['eventId']])).toEqual([
      ['event-parked', 7],
      ['dead-letter-open', id],
    ])
  })
})
