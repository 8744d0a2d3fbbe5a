import { type FiguresCut, type LogCut, ProjectRegistered } from '@zhuji/contracts'
import { sources } from '../projection/dashboard-events.js'
import { Conditions } from '../scope/conditions.js'

interface Sql {
  readonly sql: string
  readonly values: readonly unknown[]
}

/**
 * Facts `f` that had happened by the day of a cut and were known by its other day. A registration may count for days
 * before it (see `shownOf`), so that it is never left out here.
 */
function inDays({ asOf, knownOn }: FiguresCut): Sql {
  return {
    sql: 'f.known_on <= ?::date and (least(f.occurred_on, f.known_on) <= ?::date or f.type = ?)',
    values: [knownOn, asOf, ProjectRegistered.type],
  }
}

const PLACE = '(f.log_xid, f.log_position)'

function inLogs({ logs }: FiguresCut): Sql {
  const each = logs.map(() => `(f.source = ? and ${PLACE} <= (?::xid8, ?::bigint))`)
  return {
    sql: `(${each.join(' or ') || 'false'})`,
    values: logs.flatMap(({ service, xid, position }) => [service, xid, position]),
  }
}

/** Up to where a log counts; one that is not named counts from its beginning. */
export type Places = readonly Pick<LogCut, 'service' | 'xid' | 'position'>[]

/** In a form that the index of places answers: it reads what lies behind, however long the logs are. */
function behind(places: Places): Sql {
  const logs = new Map(places.map((log) => [log.service, log]))
  const each = sources.map((source): Sql => {
    const log = logs.get(source)
    return log
      ? { sql: `(f.source = ? and ${PLACE} > (?::xid8, ?::bigint))`, values: [source, log.xid, log.position] }
      : { sql: 'f.source = ?', values: [source] }
  })
  return { sql: `(${each.map(({ sql }) => sql).join(' or ')})`, values: each.flatMap(({ values }) => values) }
}

/** What figures of the cut are made of. */
export function inCut(cut: FiguresCut): Conditions {
  const [days, logs] = [inDays(cut), inLogs(cut)]
  return new Conditions().add(`${days.sql} and ${logs.sql}`, ...days.values, ...logs.values)
}

/** What would be in it, and lies behind the place up to which a log counts. */
export function behindCut(cut: FiguresCut): Conditions {
  const [days, logs] = [inDays(cut), behind(cut.logs)]
  return new Conditions().add(`${days.sql} and ${logs.sql}`, ...days.values, ...logs.values)
}

/** What is in a later cut and not in an earlier one by the same business day; all of it lies behind `since`. */
export function between([earlier, later]: readonly [FiguresCut, FiguresCut], since: Places): Conditions {
  const [days, logs, found] = [inDays(earlier), inLogs(earlier), behind(since)]
  return inCut(later)
    .add(found.sql, ...found.values)
    .add(`not (${days.sql} and ${logs.sql})`, ...days.values, ...logs.values)
}
