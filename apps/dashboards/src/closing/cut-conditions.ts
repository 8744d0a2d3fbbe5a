import { type FiguresCut, ProjectRegistered } from '@zhuji/contracts'
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

function inLogs({ logs }: FiguresCut): Sql {
  const each = logs.map(() => '(f.source = ? and (f.log_xid::xid8, f.log_position) <= (?::xid8, ?::bigint))')
  return {
    sql: `(${each.join(' or ') || 'false'})`,
    values: logs.flatMap(({ service, xid, position }) => [service, xid, position]),
  }
}

/** What figures of the cut are made of. */
export function inCut(cut: FiguresCut): Conditions {
  const [days, logs] = [inDays(cut), inLogs(cut)]
  return new Conditions().add(`${days.sql} and ${logs.sql}`, ...days.values, ...logs.values)
}

/** What would be in it, and lies behind the place up to which a log counts. */
export function behindCut(cut: FiguresCut): Conditions {
  const [days, logs] = [inDays(cut), inLogs(cut)]
  return new Conditions().add(`${days.sql} and not ${logs.sql}`, ...days.values, ...logs.values)
}

/** What is in a later cut and not in an earlier one. */
export function between(earlier: FiguresCut, later: FiguresCut): Conditions {
  const [days, logs] = [inDays(earlier), inLogs(earlier)]
  return inCut(later).add(`not (${days.sql} and ${logs.sql})`, ...days.values, ...logs.values)
}
