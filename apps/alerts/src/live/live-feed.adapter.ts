import { Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common'
import type { Pool } from 'pg'
import type { LogPosition, Severity } from '@zhuji/contracts'
import { type EventStream, WorkLoop } from '@zhuji/platform'
import type { AlertEpisode } from '../alert/alert-episode.js'
import type { LiveChange } from './live-change.js'
import { LiveClient, type LiveClientOptions } from './live-client.adapter.js'

interface Row {
  xid: string
  position: string
  type: string
  previous_severity: Severity
  episode: AlertEpisode
  project_id: string
  local_code: string
  name: string
  facility_kind: string
  region_codes: string[]
  owner_unit_id: string
}

export const FEED_PAGE_MAX = 200

/**
 * The changes of alerts in the order of the log, for clients that stay connected. Clients read on from their own place;
 * the feed tells them when there is more, also when another process has written it.
 */
export class LiveFeed implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('LiveFeed')
  private readonly clients = new Set<LiveClient>()
  private readonly loop: WorkLoop
  private toldUpTo = ''

  constructor(
    private readonly pool: Pool,
    idleMsMax: number,
  ) {
    this.loop = new WorkLoop({ name: 'LiveFeed', idleMsMax, step: () => this.look() })
  }

  onApplicationBootstrap(): void {
    this.loop.start()
  }

  async onModuleDestroy(): Promise<void> {
    await this.loop.stop()
    for (const client of this.clients) client.end()
  }

  nudge(): void {
    this.loop.nudge()
  }

  /** Keeps a reader until its connection ends. */
  add(stream: EventStream, { from, wants }: Pick<LiveClientOptions, 'from' | 'wants'>): void {
    const after = (position: LogPosition) => this.after(position)
    const client = new LiveClient({ stream, from, wants, after }, (error) =>
      this.logger.warn(`a live client was dropped: ${String(error)}`),
    )
    this.clients.add(client)
    stream.whenEnded(() => this.clients.delete(client))
  }

  async head(): Promise<LogPosition> {
    const { rows } = await this.pool.query<{ xid: string; position: string }>({
      name: 'live-head',
      text: `select c.xid::text as xid, c.position::text as position from alert_change c
        order by c.xid desc, c.position desc limit 1`,
    })
    return rows[0] ? { xid: rows[0].xid, position: Number(rows[0].position) } : { xid: '0', position: 0 }
  }

  async after({ xid, position }: LogPosition): Promise<readonly LiveChange[]> {
    const { rows } = await this.pool.query<Row>({
      name: 'live-after',
      text: `select c.xid::text as xid, c.position::text as position, c.type, c.previous_severity, c.episode,
          w.project_id, w.local_code, w.name, w.facility_kind, w.region_codes, w.owner_unit_id
        from alert_change c join watched_project w on w.project_id = c.project_id
        where (c.xid, c.position) > ($1::xid8, $2::bigint) order by c.xid, c.position limit ${FEED_PAGE_MAX}`,
      values: [xid, position],
    })
    return rows.map(toChange)
  }

  private async look(): Promise<boolean> {
    if (this.clients.size === 0) return false
    const { xid, position } = await this.head()
    const place = `${xid}-${position}`
    if (place === this.toldUpTo) return false
    this.toldUpTo = place
    for (const client of this.clients) client.nudge()
    return false
  }
}

function toChange(row: Row): LiveChange {
  return {
    type: row.type,
    position: { xid: row.xid, position: Number(row.position) },
    episode: row.episode,
    previousSeverity: row.previous_severity,
    project: {
      projectId: row.project_id,
      localCode: row.local_code,
      name: row.name,
      facilityKind: row.facility_kind,
      regionCodes: row.region_codes,
      ownerUnitId: row.owner_unit_id,
    },
  }
}
