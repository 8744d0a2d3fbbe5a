import type { FreshDatabase } from '@zhuji/testing'
import { aFilledDatabase, aPaymentIn, damage, faultsOf, installationOn, verified } from './installation.js'

let database: FreshDatabase

beforeEach(async () => {
  database = await aFilledDatabase()
}, 180_000)

afterEach(() => database?.drop())

const faults = async (...services: readonly string[]) =>
  faultsOf(await verified(installationOn(database), services.length > 0 ? services : undefined))

describe('a changed payload', () => {
  it('is named with its service, stream, version, position, id and field, and what it was', async () => {
    const { id, stream_id: streamId, aggregateid: projectId, position } = await aPaymentIn(database)
    const raised = `replace(payload::text, '3000000000', '3000000001')::json`
    await damage(database.url, `update funding.event_log set payload = ${raised} where id = $1`, [id])
    const found = await faults()
    const altered = { service: 'funding', streamId, streamVersion: 2, position, eventId: id, field: 'payload' }
    expect(found).toContainEqual({
      check: 'hash-chains',
      slug: 'event-altered',
      figures: { ...altered, was: expect.stringContaining('"amountFen":3000000000,') as unknown },
    })
    const figures = { projectId, ledgerFen: 8_600_000_001 }
    expect(found).toContainEqual({
      check: 'money',
      slug: 'ledger-state-differs',
      figures: { ...figures, entry: 'disbursement', streamId, stateFen: 8_600_000_000 },
    })
    expect(found).toContainEqual({
      check: 'money',
      slug: 'card-differs',
      figures: { ...figures, column: 'disbursed_fen', cardFen: 8_600_000_000 },
    })
    expect(found.filter(({ check }) => check === 'hash-chains')).toHaveLength(1)
  })
})

describe.each([
  ['occurredOn', `occurred_on = '2026-06-03'`],
  ['recordedAt', `recorded_at = recorded_at + interval '1 second'`],
  ['recordedAt', `recorded_at = recorded_at + interval '1 microsecond'`],
  ['knownOnClaimed', 'known_on_claimed = not known_on_claimed'],
  ['actor', `actor = '{"person":"nobody","unit":null,"role":"finance"}'`],
  ['aggregateid', `aggregateid = 'somebody-else'`],
  ['aggregatetype', `aggregatetype = 'registry'`],
  ['hash', `hash = sha256('another')`],
  ['position', 'xid = pg_current_xact_id()'],
])('a row of the log whose %s is changed by hand (%s)', (field, assignment) => {
  it('is named exactly', async () => {
    const { id, stream_id: streamId, position } = await aPaymentIn(database)
    await damage(database.url, `update funding.event_log set ${assignment} where id = $1`, [id])
    const chains = (await faults('funding')).filter(({ check }) => check === 'hash-chains')
    expect(chains).toHaveLength(1)
    // The row that moved is in its place; the one behind it is now before it.
    const place = field === 'position' ? { streamVersion: 3 } : { streamVersion: 2, position, eventId: id }
    expect(chains[0]).toMatchObject({
      slug: 'event-altered',
      figures: { service: 'funding', streamId, ...place, field },
    })
  })
})

describe('a row deleted from the log', () => {
  it('is named by stream and version, and the receipt that promised it by its key', async () => {
    const { id, stream_id: streamId } = await aPaymentIn(database)
    await damage(database.url, `delete from funding.event_log where id = $1`, [id])
    const found = await faults('funding')
    expect(found.filter(({ check }) => check === 'hash-chains')).toEqual([
      { check: 'hash-chains', slug: 'event-missing', figures: { service: 'funding', streamId, streamVersion: 2 } },
    ])
    expect(found).toContainEqual({
      check: 'receipts',
      slug: 'receipt-without-event',
      figures: expect.objectContaining({ service: 'funding', eventId: id }) as unknown,
    })
  })

  it('is noticed at the end of a stream too, where it leaves no gap', async () => {
    const { stream_id: streamId } = await aPaymentIn(database)
    await damage(database.url, `delete from funding.event_log where stream_id = $1 and stream_version = 3`, [streamId])
    expect(await faults('funding')).toContainEqual({
      check: 'hash-chains',
      slug: 'stream-head-differs',
      figures: { service: 'funding', streamId, kept: 3, found: 2 },
    })
  })

  it('is noticed when it was the only one', async () => {
    const { stream_id: streamId } = await aPaymentIn(database)
    await damage(database.url, `delete from funding.event_log where stream_id = $1`, [streamId])
    expect(await faults('funding')).toContainEqual({
      check: 'hash-chains',
      slug: 'stream-head-differs',
      figures: { service: 'funding', streamId, kept: 3, found: 0 },
    })
  })
})

describe('two versions that changed places', () => {
  it('are both named with the version each had, and no other row is', async () => {
    const { stream_id: streamId } = await aPaymentIn(database)
    await damage(
      database.url,
      `update funding.event_log set stream_version = -stream_version where stream_id = $1 and stream_version < 3`,
      [streamId],
    )
    await damage(
      database.url,
      `update funding.event_log set stream_version = 3 + stream_version where stream_id = $1 and stream_version < 0`,
      [streamId],
    )
    const chains = (await faults('funding')).filter(({ check }) => check === 'hash-chains')
    expect(chains.map(({ figures }) => [figures['streamVersion'], figures['field'], figures['was']])).toEqual([
      [1, 'streamVersion', '2'],
      [2, 'streamVersion', '1'],
    ])
  })
})
