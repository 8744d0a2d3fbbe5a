import { generateKeyPairSync } from 'node:crypto'
import type { LogCheckpoint } from '@zhuji/contracts'
import { checkpointKeyOf } from '@zhuji/messaging'
import { eventually, type FreshDatabase } from '@zhuji/testing'
import { sql } from './installation.js'

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
