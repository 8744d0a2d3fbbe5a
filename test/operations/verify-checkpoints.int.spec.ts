import { generateKeyPairSync } from 'node:crypto'
import { checkpointKeyOf } from '@zhuji/messaging'
import type { FreshDatabase } from '@zhuji/testing'
import { checkpointKey, rehash, seal, type SealOptions } from './checkpoint-scene.js'
import {
  aFilledDatabase,
  aPaymentIn,
  damage,
  type Entry,
  faultsOf,
  installationOn,
  sql,
  verified,
} from './installation.js'

const service = 'funding'

let database: FreshDatabase
let payment: Entry
/** The ledger of the payment, three entries; all three lie in different places of the log. */
let streamId: string

beforeEach(async () => {
  database = await aFilledDatabase()
  payment = await aPaymentIn(database)
  streamId = payment.stream_id
}, 180_000)

afterEach(() => database?.drop())

const run = () => verified({ ...installationOn(database), checkpointKey: checkpointKey.publicKey }, [service])
const found = async () =>
  faultsOf(await run()).filter(({ check }) => ['checkpoints', 'hash-chains', 'receipts'].includes(check))
const noticed = async () => (await run()).find(({ check }) => check === 'checkpoints')!.findings.map(({ slug }) => slug)
const sealed = (options?: SealOptions) => seal(database, service, options)
const checkpoint = (slug: string, figures: object) => ({ check: 'checkpoints', slug, figures: { service, ...figures } })

/** A column that PostgreSQL fills by itself gives way to whoever owns the table. */
const freePositions = () => damage(database.url, 'alter table funding.event_log alter column position drop identity')

/** Everything that remembers a ledger, so that nothing else has to say of it. */
async function forgetReceipts(more = ''): Promise<void> {
  await damage(database.url, `delete from funding.idempotency_key where receipt->>'streamId' = $1 ${more}`, [streamId])
}

describe('a sealed log that nobody touched', () => {
  it('verifies, with all of its facts covered', async () => {
    await sealed()
    const result = (await run()).find(({ check }) => check === 'checkpoints')!
    expect(result).toMatchObject({ faults: 0, notices: 0, counts: { checkpoints: 3, sealed: 11, unsealed: 1 } })
  })

  it('goes on verifying behind what came later', async () => {
    await sealed()
    await sealed({ rowsEach: 100 })
    expect(await found()).toEqual([])
  })
})

describe('a stream that was deleted with its row, its receipts and its story', () => {
  it('is named with its last version', async () => {
    await sealed()
    for (const table of ['funding.event_log', 'funding.stream_note'])
      await damage(database.url, `delete from ${table} where stream_id = $1`, [streamId])
    await damage(database.url, `delete from funding.stream where id = $1`, [streamId])
    await forgetReceipts()
    await damage(database.url, `delete from dashboards.story_event where project_id = $1`, [payment.aggregateid])
    expect(await found()).toEqual([checkpoint('stream-deleted', { streamId, lastVersion: 3 })])
  })
})

describe('a stream whose tail was cut and whose row was wound back', () => {
  it('is named with the version it had and the one it has', async () => {
    await sealed()
    await damage(database.url, `delete from funding.event_log where stream_id = $1 and stream_version = 3`, [streamId])
    await rehash(database, service, streamId)
    await forgetReceipts(`and receipt->>'version' = '3'`)
    expect(await found()).toEqual([checkpoint('stream-cut', { streamId, sealedVersion: 3, foundVersion: 2 })])
  })
})

describe('a stream that was rewritten with fresh hashes', () => {
  const raised = `replace(payload::text, '3000000000', '3000000001')::json`
  const rewritten = () => ({ streamId, streamVersion: 2, position: payment.position, eventId: payment.id })

  beforeEach(async () => {
    await sealed()
    await damage(database.url, `update funding.event_log set payload = ${raised} where id = $1`, [payment.id])
    await rehash(database, service, streamId)
  })

  it('is named at the row that was changed, with what it was while the dashboards remember', async () => {
    const was = expect.stringContaining('"amountFen":3000000000,') as unknown
    expect(await found()).toEqual([checkpoint('row-rewritten', { ...rewritten(), field: 'payload', was })])
  })

  it('is named at that row when nobody remembers', async () => {
    await damage(database.url, `delete from dashboards.story_event where project_id = $1`, [payment.aggregateid])
    expect(await found()).toEqual([checkpoint('row-rewritten', { ...rewritten(), field: null, was: null })])
  })

  it('is named also when its rows were taken out and put in again at the end of the log', async () => {
    await freePositions()
    await damage(
      database.url,
      `update funding.event_log set position = position + 1000 where stream_id = $1 and stream_version >= 2`,
      [streamId],
    )
    const position = `${Number(payment.position) + 1000}`
    expect(await found()).toContainEqual(
      checkpoint('row-rewritten', { ...rewritten(), position, field: 'payload', was: expect.anything() as unknown }),
    )
  })
})

describe('two rows of different streams', () => {
  const swap = async (one: number, other: number) => {
    await freePositions()
    const ids = [one, other].map((place) => rows[place]!.id)
    const move = 'update funding.event_log set position = $2 where id = $1'
    await damage(database.url, move, [ids[0], -1])
    await damage(database.url, move, [ids[1], rows[one]!.position])
    await damage(database.url, move, [ids[0], rows[other]!.position])
  }
  let rows: readonly Entry[]

  beforeEach(async () => {
    await sealed({ rowsEach: 6 })
    const inOrder = `select id, stream_id, position::text as position from funding.event_log log order by log.xid, log.position`
    rows = (await sql<Entry>(database.url, inOrder)).rows
  })

  it('that changed places are named as rows in another order', async () => {
    // The first project's three entries were posted before the second's.
    await swap(2, 3)
    const { position: from } = rows[0]!
    const { position: to } = rows[5]!
    expect(await found()).toEqual([checkpoint('rows-reordered', { number: 1, from, to })])
  })

  it('that changed places across a checkpoint are named one by one', async () => {
    await swap(5, 6)
    const moved = (await found()).filter(({ check }) => check === 'checkpoints')
    const named = moved.map(({ slug, figures }) => [slug, figures['eventId'], figures['position']])
    expect(new Set(named)).toEqual(
      new Set([
        ['row-moved', rows[5]!.id, rows[6]!.position],
        ['row-moved', rows[6]!.id, rows[5]!.position],
      ]),
    )
    expect(named).toHaveLength(2)
  })
})

describe('a row that was slipped into what is sealed', () => {
  it('is named', async () => {
    await sealed()
    await damage(
      database.url,
      `insert into funding.event_log (position, xid, id, aggregatetype, aggregateid, type, payload, stream_id, stream_version,
         occurred_on, recorded_at, known_on, known_on_claimed, actor, correlation_id, hash)
       overriding system value
       select -7, '1'::xid8, gen_random_uuid(), aggregatetype, aggregateid, type, payload, stream_id, 4,
         occurred_on, recorded_at, known_on, known_on_claimed, actor, correlation_id, sha256('slipped in')
       from funding.event_log where id = $1`,
      [payment.id],
    )
    await rehash(database, service, streamId)
    const figures = { streamId, streamVersion: 4, position: '-7', eventId: expect.any(String) as unknown }
    expect(await found()).toContainEqual(checkpoint('row-slipped-in', figures))
  })
})

describe('a checkpoint', () => {
  const STREAM = `checkpoint/${service}`

  it('that says something else is named by its signature', async () => {
    await sealed()
    const text = `replace(payload::text, '"number":2,"recordedOn":"2', '"number":2,"recordedOn":"1')::json`
    await damage(database.url, `update funding.event_log set payload = ${text} where stream_id = $1`, [STREAM])
    await rehash(database, service, STREAM)
    expect(await found()).toContainEqual(checkpoint('checkpoint-forged', { number: 2, field: 'signature' }))
  })

  it('that was taken out is named by the next, which goes on from another root', async () => {
    await sealed()
    await damage(database.url, `delete from funding.event_log where stream_id = $1 and stream_version = 2`, [STREAM])
    await damage(
      database.url,
      `update funding.event_log set stream_version = stream_version - 1 where stream_id = $1 and stream_version > 2`,
      [STREAM],
    )
    await rehash(database, service, STREAM)
    expect(await found()).toContainEqual(checkpoint('checkpoint-forged', { number: 3, field: 'number' }))
  })

  it('over a log that was changed and sealed anew needs the key', async () => {
    await damage(database.url, `delete from funding.event_log where stream_id = $1 and stream_version = 3`, [streamId])
    await rehash(database, service, streamId)
    await forgetReceipts(`and receipt->>'version' = '3'`)
    const { privateKey } = generateKeyPairSync('ed25519')
    await sealed({ key: checkpointKeyOf(privateKey.export({ format: 'pem', type: 'pkcs8' }) as string) })
    expect(await found()).toEqual([
      expect.objectContaining({ check: 'checkpoints', slug: 'checkpoint-key-foreign' }) as unknown,
    ])
  })

  it('without a signature is noticed', async () => {
    await sealed({ key: null })
    expect(await found()).toEqual([])
    expect(await noticed()).toEqual(['checkpoint-unsigned'])
  })
})

describe('a log with old facts that no checkpoint covers', () => {
  it('is noticed', async () => {
    await damage(database.url, `update funding.event_log set recorded_at = recorded_at - interval '2 hours'`)
    expect(await noticed()).toEqual(['log-unsealed'])
  })
})
