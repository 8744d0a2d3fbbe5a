import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { ProjectRegistered } from '@zhuji/contracts'
import { eventually, type FreshDatabase, freshDatabase, Neighbour } from '@zhuji/testing'
import { UNWATCHED } from '../bus-watch.js'
import { type BatchHandler, DEFAULT_POLICY } from '../delivery.repository.js'
import { headersOf } from './cloud-event-headers.js'
import { KafkaDelivery } from './kafka-delivery.repository.js'
import { byteHeaders, type KafkaRecord } from './kafka-record.js'

const PATIENCE = { within: 60_000 }

describe('two members of a group that hold the same partition for a moment', () => {
  let database: FreshDatabase
  let dashboards: Neighbour
  let pool: pg.Pool

  beforeAll(async () => {
    database = await freshDatabase()
    dashboards = await Neighbour.open('dashboards', database.url)
    pool = new pg.Pool({ connectionString: database.url, max: 4 })
  })

  afterAll(async () => {
    await pool.end()
    await dashboards.close()
    await database.drop()
  })

  const member = (handler: BatchHandler): KafkaDelivery =>
    new KafkaDelivery({
      pool,
      context: 'dashboards',
      group: 'dashboards.test',
      types: [ProjectRegistered.type],
      handler,
      policy: DEFAULT_POLICY,
      watch: UNWATCHED,
      publishDead: () => Promise.resolve(),
      waiting: () => undefined,
    })

  const waitsForALock = async (): Promise<number> => {
    const { rows } = await pool.query<{ waiting: number }>(
      `select count(*)::int as waiting from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    )
    return rows[0]!.waiting
  }

  it('have its records in effect once: who decided on an old view finds that it did', async () => {
    const records = [aRecord()]
    const turn = { assertMine: () => undefined }
    const inEffect: string[] = []
    let release: () => void = () => undefined
    const released = new Promise<void>((resolve) => (release = resolve))
    const first = member(async () => {
      inEffect.push('first')
      await released
    }).take([{ source: 'registry', records: records }], turn)
    await eventually(() => expect(inEffect).toEqual(['first']), PATIENCE)
    const second = member(() => Promise.resolve(void inEffect.push('second'))).take(
      [{ source: 'registry', records: records }],
      turn,
    )
    await eventually(async () => expect(await waitsForALock()).toBe(1), PATIENCE)
    release()
    await Promise.all([first, second])
    expect(inEffect).toEqual(['first'])
  })

  it('end where the partition is given away: what waits for an away database is not tried again', async () => {
    const gone = new Error('the group is rebalancing')
    let isMine = true
    let attempts = 0
    const turn = {
      assertMine: () => {
        if (!isMine) throw gone
      },
    }
    const handler: BatchHandler = () => {
      attempts += 1
      isMine = false
      return attempts === 1 ? Promise.reject(Object.assign(new Error('not now'), { code: '57P03' })) : Promise.resolve()
    }
    await expect(member(handler).take([{ source: 'registry', records: [aRecord()] }], turn)).rejects.toBe(gone)
    expect(attempts).toBe(1)
  })
})

function aRecord(): KafkaRecord {
  const key = randomUUID()
  const data = { ...ProjectRegistered.examples[0]!, projectId: key }
  const headers = headersOf(
    {
      xid: '7',
      position: '1',
      id: randomUUID(),
      aggregateid: key,
      type: ProjectRegistered.type,
      payload: null,
      stream_id: `project/${key}`,
      stream_version: 1,
      occurred_on: '2026-01-15',
      recorded_at: '2026-01-16T08:00:00.123Z',
      known_on: '2026-01-16',
      known_on_claimed: false,
      actor: '{"person":"test","unit":null,"role":"administrator"}',
      correlation_id: 'abc',
      causation_id: null,
      traceparent: null,
    },
    'registry',
  )
  return {
    topic: 'zhuji.registry.events.v1',
    partition: 0,
    offset: '0',
    timestamp: '1768550400123',
    key: Buffer.from(key),
    value: Buffer.from(JSON.stringify(data)),
    headers: byteHeaders(headers),
  }
}
