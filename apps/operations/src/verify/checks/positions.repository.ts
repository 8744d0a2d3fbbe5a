import type { Client } from 'pg'
import type { LogPosition } from '@zhuji/contracts'
import { pagesOf } from '@zhuji/messaging'
import type { Service } from '../../installation/services.js'
import type { Check, Finding, Scene } from '../check.js'

interface PositionRow {
  readonly reader: string
  readonly source: string
  readonly xid: string
  readonly position: string
}

/** No reader of a log is ahead of it: consumer groups by place and by version of each stream, and the relay. */
export function positions({ context }: Service): Check {
  return {
    name: 'positions',
    service: context,
    run: async (scene, found) => {
      const client = scene.snapshots.get(context)
      const { rows } = await client.query<PositionRow>(
        `select consumer_group as reader, source, c.xid::text as xid, c.position::text as position
         from ${context}.consumer_cursor c
         union all
         select topic, $1, r.xid::text, r.position::text from ${context}.relay_position r`,
        [context],
      )
      for (const { reader, source, xid, position } of rows) {
        const log = scene.snapshots.find(source)
        const head = log ? await headOf(log, source) : undefined
        if (head && isBeyond({ xid, position: Number(position) }, head)) {
          const figures = { reader, source, readPosition: Number(position), headPosition: head.position }
          found({ slug: 'position-beyond-log', figures })
        }
      }
      return { readers: rows.length, streams: await streamsBeyond(scene, context, found) }
    },
  }
}

async function headOf(client: Client, source: string): Promise<LogPosition> {
  const { rows } = await client.query<{ xid: string; position: string }>(
    `select log.xid::text as xid, log.position::text as position from ${source}.event_log log
     order by log.xid desc, log.position desc limit 1`,
  )
  return rows[0] ? { xid: rows[0].xid, position: Number(rows[0].position) } : { xid: '0', position: 0 }
}

function isBeyond(read: LogPosition, head: LogPosition): boolean {
  return read.xid === head.xid ? read.position > head.position : BigInt(read.xid) > BigInt(head.xid)
}

interface StreamRow {
  readonly reader: string
  readonly source: string
  readonly stream_id: string
  readonly version: number
}

async function streamsBeyond(
  { snapshots }: Scene,
  context: string,
  found: (finding: Finding) => void,
): Promise<number> {
  let streams = 0
  const text = `select consumer_group as reader, source, stream_id, version from ${context}.consumer_stream order by source`
  for await (const page of pagesOf<StreamRow>(snapshots.get(context), { text })) {
    streams += page.length
    for (const source of new Set(page.map((row) => row.source))) {
      const log = snapshots.find(source)
      if (!log) continue
      const rows = page.filter((row) => row.source === source)
      const versions = await versionsOf(log, source, rows)
      for (const { reader, stream_id: streamId, version } of rows) {
        const head = versions.get(streamId) ?? 0
        if (version <= head) continue
        found({
          slug: 'version-beyond-log',
          figures: { reader, source, streamId, readVersion: version, headVersion: head },
        })
      }
    }
  }
  return streams
}

async function versionsOf(log: Client, source: string, rows: readonly StreamRow[]): Promise<Map<string, number>> {
  const { rows: heads } = await log.query<{ id: string; version: number }>(
    `select id, version from ${source}.stream where id = any($1)`,
    [[...new Set(rows.map((row) => row.stream_id))]],
  )
  return new Map(heads.map((head) => [head.id, head.version]))
}
