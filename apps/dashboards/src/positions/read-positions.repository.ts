import type { Pool, PoolClient } from 'pg'
import type { LogPosition } from '@zhuji/contracts'
import { sources } from '../projection/dashboard-events.js'
import { DASHBOARD_GROUP } from '../projection/dashboard-group.js'

/** How far this service has taken one log in. */
export interface ReadPosition extends LogPosition {
  readonly source: string
}

/** One row per log; a log nothing was read of yet stands at its start. */
export async function readPositions(client: Pool | PoolClient): Promise<readonly ReadPosition[]> {
  const { rows } = await client.query<{ source: string; xid: string; position: string }>({
    name: 'read-positions',
    text: `select source, xid::text as xid, position::text as position from consumer_cursor where consumer_group = $1`,
    values: [DASHBOARD_GROUP],
  })
  return sources.map((source) => {
    const row = rows.find((cursor) => cursor.source === source)
    return { source, xid: row?.xid ?? '0', position: Number(row?.position ?? 0) }
  })
}

/** As answers carry them: source → position. */
export function positionMap(positions: readonly ReadPosition[]): Record<string, number> {
  return Object.fromEntries(positions.map(({ source, position }) => [source, position]))
}
