import type { Pool } from 'pg'
import type { RecordedEvent } from '@zhuji/contracts'
import type { CalendarDate } from '@zhuji/kernel'
import type { LogReader } from '@zhuji/messaging'
import type { ScopeFilter } from '@zhuji/platform'
import { episodesStream } from '../episodes/episodes.js'
import type { WatchedIdentity } from '../watch/watched-identity.js'
import type { AlertEpisode } from './alert-episode.js'

export interface ListedAlert extends AlertEpisode {
  readonly project: WatchedIdentity
}

export interface AlertQuestion {
  readonly statuses: readonly string[]
  readonly severity?: string
  readonly measure?: string
  readonly region?: string
  readonly facilityKind?: string
  readonly projectId?: string
  /** The day at whose end the alerts are shown as they stood; without it, now. */
  readonly day?: CalendarDate
  readonly scope: ScopeFilter
  readonly after?: { readonly raisedAt: string; readonly alertId: string }
  readonly limit: number
}

interface Row extends WatchedIdentity {
  readonly episode: AlertEpisode
}

const selectFrom = (
  alerts: string,
) => `select a.episode, w.project_id as "projectId", w.local_code as "localCode", w.name,
  w.facility_kind as "facilityKind", w.region_codes as "regionCodes", w.owner_unit_id as "ownerUnitId"
  from ${alerts} a join watched_project w on w.project_id = a.project_id`

const SELECT = selectFrom('alert')

/** The same of a day: each episode as its last change of that day or before left it. */
const SELECT_OF_DAY = selectFrom(
  `(select alert_id, project_id, episode->'cause'->>'measure' as measure, episode->>'severity' as severity,
      episode->>'status' as status, (episode->>'raisedAt')::timestamptz as raised_at, episode
    from alert_change where known_on <= $1 and known_until > $1)`,
)

export class AlertList {
  constructor(
    private readonly pool: Pool,
    private readonly log: LogReader,
  ) {}

  /** Newest first. */
  async page(question: AlertQuestion): Promise<readonly ListedAlert[]> {
    const { conditions, values } = conditionsOf(question)
    const { rows } = await this.pool.query<Row>(
      `${question.day === undefined ? SELECT : SELECT_OF_DAY} ${conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''}
       order by a.raised_at desc, a.alert_id desc limit ${question.limit}`,
      values,
    )
    return rows.map(toListed)
  }

  /** As it stood at the end of a day, or stands now. */
  async find(alertId: string, day?: CalendarDate): Promise<ListedAlert | undefined> {
    const { rows } = await this.pool.query<Row>(
      day === undefined
        ? { name: 'alert', text: `${SELECT} where a.alert_id = $1`, values: [alertId] }
        : { name: 'alert-of-day', text: `${SELECT_OF_DAY} where a.alert_id = $2`, values: [day, alertId] },
    )
    return rows[0] && toListed(rows[0])
  }

  /** Everything the log says about one episode, in order; of a day, what it said at its end. */
  async eventsOf(alert: AlertEpisode, day?: CalendarDate): Promise<readonly RecordedEvent[]> {
    const events = await this.log.ofStream(episodesStream(alert.projectId))
    return events.filter(
      ({ data, knownOn }) =>
        (data as { alertId: string }).alertId === alert.alertId && (day === undefined || knownOn <= day),
    )
  }
}

function toListed({ episode, ...project }: Row): ListedAlert {
  return { ...episode, project }
}

/** Only the conditions that were asked for, so that the planner can choose its index. */
function conditionsOf(question: AlertQuestion): { conditions: string[]; values: unknown[] } {
  const values: unknown[] = question.day === undefined ? [] : [question.day]
  const value = (given: unknown) => `$${values.push(given)}`
  const { statuses, severity, measure, region, facilityKind, projectId, scope, after } = question
  const conditions: string[] = []
  if (!statuses.includes('cleared')) conditions.push(`a.status <> 'cleared'`)
  if (statuses.length < 3) conditions.push(`a.status = any(${value(statuses)}::text[])`)
  if (severity) conditions.push(`a.severity = ${value(severity)}`)
  if (measure) conditions.push(`a.measure = ${value(measure)}`)
  if (projectId) conditions.push(`a.project_id = ${value(projectId)}::uuid`)
  if (region) conditions.push(`${value(region)} = any(w.region_codes)`)
  if (facilityKind) conditions.push(`w.facility_kind = ${value(facilityKind)}`)
  if (after) {
    conditions.push(
      `(a.raised_at, a.alert_id) < (${value(after.raisedAt)}::timestamptz, ${value(after.alertId)}::uuid)`,
    )
  }
  if (!scope.all) {
    conditions.push(`(w.owner_unit_id = any(${value(scope.unitIds)}::text[])
      or w.region_codes && ${value(scope.regionCodes)}::text[]
      or w.project_id::text = any(${value(scope.projectIds)}::text[]))`)
  }
  return { conditions, values }
}
