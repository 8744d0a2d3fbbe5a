import { generateKeyPairSync, randomUUID } from 'node:crypto'
import type { LogCheckpoint } from '@zhuji/contracts'
import {
  CHAIN_START,
  checkpointDecider,
  type CheckpointKey,
  checkpointKeyOf,
  checkpointStreamOf,
  eventHash,
  EventStore,
  type HashedFields,
  LogSignal,
  messagingMigrations,
  seal as sealLog,
  UnsealedLog,
} from '@zhuji/messaging'
import { openServiceDatabase, poolOf, SystemClock } from '@zhuji/platform'
import { eventually, type FreshDatabase } from '@zhuji/testing'
import { damage, sql } from './installation.js'

const TIME_ZONE = 'Asia/Shanghai'
const pair = generateKeyPairSync('ed25519')
export const publicPem = pair.publicKey.export({ format: 'pem', type: 'spki' }) as string
export const checkpointKey = checkpointKeyOf(pair.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string)

type Place = Pick<FreshDatabase, 'url'>

export async function checkpointsOf({ url }: Place, service: string): Promise<readonly LogCheckpoint[]> {
  const { rows } = await sql<{ payload: LogCheckpoint }>(
    url,
    `select payload from ${service}.event_log where stream_id = $1 order by stream_version`,
    [`checkpoint/${service}`],
  )
  return rows.map(({ payload }) => payload)
}

/** Resolves when so many have been made; fails when there are more. */
export function areSealed(database: Place, service: string, count: number): Promise<void> {
  return eventually(async () => expect(await checkpointsOf(database, service)).toHaveLength(count), {
    within: 20_000,
    describe: `${service} has ${count} checkpoints`,
  })
}

/** Seals what is there, as the service would in time: a checkpoint for every so many rows. */
export async function seal({ url }: Place, service: string, options: SealOptions = {}): Promise<void> {
  const { rowsEach = 4, key = checkpointKey } = options
  const source = await openServiceDatabase(
    { url, context: service, poolSize: 2, entities: [], migrations: messagingMigrations },
    { migrates: false },
  )
  try {
    const pool = poolOf(source)
    const unsealed = new UnsealedLog(pool, service, TIME_ZONE)
    const clock = new SystemClock()
    const store = new EventStore({ pool, context: service, clock, timeZone: TIME_ZONE, signal: new LogSignal() })
    const streamId = checkpointStreamOf(service)
    for (;;) {
      const states = await store.states([streamId], checkpointDecider)
      const after = (states.get(streamId)?.state ?? checkpointDecider.initial()).through
      if (!(await unsealed.waiting(after))) return
      const rows = (await unsealed.rowsAfter(after)).slice(0, rowsEach)
      await store.execute({
        streamId,
        key: service,
        decider: checkpointDecider,
        decide: (sealed) => sealLog(sealed, { service, after, rows }, key ?? undefined),
        origin: { actor: { person: service, unit: null, role: 'system' }, correlationId: randomUUID() },
      })
    }
  } finally {
    await source.destroy()
  }
}

export interface SealOptions {
  readonly rowsEach?: number
  /** Null for none. */
  readonly key?: CheckpointKey | null
}

interface Kept extends HashedFields {
  readonly hash: Buffer
}

/** All of a stream with the fresh hashes that its rows as they are now would have: whoever did that knew our program. */
export async function rehash({ url }: Place, service: string, streamId: string): Promise<void> {
  const { rows } = await sql<Kept>(
    url,
    `select id, type, stream_id as "streamId", stream_version as "streamVersion", occurred_on::text as "occurredOn",
       to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "recordedAt",
       known_on::text as "knownOn", known_on_claimed as "knownOnClaimed", actor::text as actor,
       correlation_id as "correlationId", causation_id as "causationId", payload::text as payload, hash
     from ${service}.event_log where stream_id = $1 order by stream_version`,
    [streamId],
  )
  let hash: Buffer = CHAIN_START
  for (const row of rows) {
    hash = eventHash(hash, row)
    await damage(url, `update ${service}.event_log set hash = $2 where id = $1`, [row.id, hash])
  }
  await damage(url, `update ${service}.stream set hash = $2, version = $3 where id = $1`, [streamId, hash, rows.length])
}
