import type { Pool } from 'pg'
import type { LogCheckpoint } from '@zhuji/contracts'
import { checkpointStreamOf, statementWith } from './checkpoint.js'

/** A checkpoint without what each stream had: of that the statement has the hash. */
export interface ListedCheckpoint extends Omit<LogCheckpoint, 'inventory'> {
  readonly recordedAt: string
  readonly counts: Readonly<Record<string, number>>
  readonly statement: string
}

interface Row extends Omit<ListedCheckpoint, 'statement' | 'signature'> {
  readonly signature: LogCheckpoint['signature'] | null
  readonly inventory: string
}

/** The newest first, from below a number on where one is given. */
export async function listCheckpoints(
  pool: Pool,
  context: string,
  { below = null, limit }: { readonly below?: number | null; readonly limit: number },
): Promise<readonly ListedCheckpoint[]> {
  const { rows } = await pool.query<Row>({
    name: `checkpoints-${context}`,
    text: `select payload->>'service' as service, stream_version as number, payload->>'recordedOn' as "recordedOn",
        (payload->>'events')::int as events, payload->'through' as through, payload->'inventory'->'counts' as counts,
        payload->>'previousRoot' as "previousRoot", payload->>'root' as root, payload->'signature' as signature,
        encode(sha256(convert_to((payload->'inventory')::text, 'UTF8')), 'hex') as inventory,
        to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "recordedAt"
      from ${context}.event_log where stream_id = $1 and stream_version < coalesce($2, 2147483647)
      order by stream_version desc limit $3`,
    values: [checkpointStreamOf(context), below, limit],
  })
  return rows.map(({ inventory, signature, ...row }) => ({
    ...row,
    ...(signature ? { signature } : {}),
    statement: statementWith(row, inventory),
  }))
}
