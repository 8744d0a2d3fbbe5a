import type { ClientBase } from 'pg'
import { definitionOf, type LogCheckpoint, type LogPosition } from '@zhuji/contracts'
import { LOG_START } from '../log/log-reader.repository.js'
import { pagesOf } from '../log/pages.repository.js'
import { checkpointStreamOf, checkpointTypeOf } from './checkpoint.js'
import { CheckpointAudit, type CheckpointFinding, type FoundRow } from './checkpoint-audit.js'

interface Row {
  readonly xid: string
  readonly position: string
  readonly id: string
  readonly type: string
  readonly stream_id: string
  readonly stream_version: number
  readonly hash: Buffer
}

const COLUMNS = 'log.xid::text as xid, log.position::text as position, id, type, stream_id, stream_version, hash'

export interface CheckpointsAudited {
  readonly checkpoints: number
  /** Rows of the log up to the last checkpoint, and behind it. */
  readonly sealed: number
  readonly unsealed: number
  readonly last?: LogCheckpoint
}

/**
 * Reads a whole log in its order beside its checkpoints and reports what is not as it was sealed. It trusts the hashes that
 * the rows have; that they follow from the rows, `auditLog` sees. One segment is in memory. Run it in a transaction that
 * sees one moment.
 */
export async function auditCheckpoints(
  client: ClientBase,
  context: string,
  found: (finding: CheckpointFinding) => void,
): Promise<CheckpointsAudited> {
  const audit = new CheckpointAudit(found)
  const log = new RowsInOrder(
    pagesOf<Row>(client, { text: `select ${COLUMNS} from ${context}.event_log log order by log.xid, log.position` }),
  )
  const numbers = { checkpoints: 0, sealed: 0 }
  let last: LogCheckpoint | undefined
  for await (const { version, checkpoint } of checkpointsOf(client, context)) {
    numbers.checkpoints += 1
    if (!checkpoint) {
      found({ what: 'checkpoint-forged', number: version, field: 'payload' })
      continue
    }
    const rows = await log.through(checkpoint.through)
    numbers.sealed += rows.length
    audit.take(checkpoint, rows)
    last = checkpoint
  }
  audit.end(await rowsOf(client, context, audit.suspects))
  const counts = { ...numbers, unsealed: await log.rest() }
  return last ? { ...counts, last } : counts
}

/** One by one: each may weigh some hundred kilobytes. */
async function* checkpointsOf(
  client: ClientBase,
  context: string,
): AsyncGenerator<{ readonly version: number; readonly checkpoint: LogCheckpoint | undefined }> {
  const { schema } = definitionOf(checkpointTypeOf(context))!
  for (let version = 0; ;) {
    const { rows } = await client.query<{ version: number; payload: unknown }>(
      `select stream_version as version, payload from ${context}.event_log
       where stream_id = $1 and stream_version > $2 order by stream_version limit 1`,
      [checkpointStreamOf(context), version],
    )
    if (!rows[0]) return
    version = rows[0].version
    yield { version, checkpoint: schema.safeParse(rows[0].payload).data as LogCheckpoint | undefined }
  }
}

async function rowsOf(client: ClientBase, context: string, streamIds: readonly string[]): Promise<FoundRow[]> {
  if (streamIds.length === 0) return []
  const { rows } = await client.query<Row>(
    `select ${COLUMNS} from ${context}.event_log log where stream_id = any($1) order by stream_id, stream_version`,
    [streamIds],
  )
  return rows.map(foundRow)
}

class RowsInOrder {
  private page: readonly Row[] = []
  private index = 0

  constructor(private readonly pages: AsyncGenerator<readonly Row[]>) {}

  async through(place: LogPosition): Promise<FoundRow[]> {
    const taken: FoundRow[] = []
    for (let row = await this.next(); row && !isBehind(place, row); row = await this.next()) {
      taken.push(foundRow(row))
      this.index += 1
    }
    return taken
  }

  /** How many there are still; none can be read after that. */
  async rest(): Promise<number> {
    let count = this.page.length - this.index
    for await (const page of this.pages) count += page.length
    return count
  }

  private async next(): Promise<Row | undefined> {
    if (this.index === this.page.length) {
      const { value } = (await this.pages.next()) as IteratorResult<readonly Row[], undefined>
      this.page = value ?? []
      this.index = 0
    }
    return this.page[this.index]
  }
}

function isBehind({ xid, position }: LogPosition, row: Row): boolean {
  return row.xid === xid ? Number(row.position) > position : BigInt(row.xid) > BigInt(xid)
}

function foundRow({ stream_id: streamId, stream_version: streamVersion, ...row }: Row): FoundRow {
  return { streamId, streamVersion, id: row.id, type: row.type, position: row.position, hash: row.hash }
}

/** Facts so old that a running service would have sealed them. */
export async function overdueFacts(
  client: ClientBase,
  context: string,
  last: LogCheckpoint | undefined,
): Promise<number> {
  const { xid, position } = last?.through ?? LOG_START
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from ${context}.event_log log where (log.xid, log.position) > ($1::xid8, $2::bigint)
     and type <> $3 and recorded_at < now() - interval '1 hour'`,
    [xid, position, checkpointTypeOf(context)],
  )
  return rows[0]!.count
}
