import type { CalendarDate } from '@zhuji/kernel'
import type { Watched } from '../watch/watched.js'
import type { Evaluation, Finding } from './light.js'
import { findingsOf } from './measures.js'
import type { Rule, RulePack } from './rule-pack.js'

/**
 * Which lamps are on for a project on a day. Pure: the same facts on the same day give the same lights in any process.
 * A project that is not registered yet, is cancelled or was taken apart has none.
 */
export function evaluate(pack: RulePack, watched: Watched, today: CalendarDate): Evaluation {
  if (!watched.identity || watched.cancelled || watched.unbundled)
    return { lights: [], unknown: [], nextChangeOn: null }
  const found = pack.rules.flatMap((rule) => findingsOf(rule, watched, today).map((finding) => ({ rule, finding })))
  return {
    lights: found.flatMap(({ rule, finding }) => lightOf(pack, rule, { finding, today })),
    unknown: found
      .filter(({ finding }) => finding.missing.length > 0)
      .map(({ rule: { id, measure }, finding: { subject, missing } }) => ({ rule: id, measure, subject, missing })),
    nextChangeOn: found
      .map(({ finding }) => finding.nextChangeOn)
      .reduce((next, day) => (day !== null && (next === null || day < next) ? day : next), null),
  }
}

function lightOf(pack: RulePack, rule: Rule, { finding, today }: { finding: Finding; today: CalendarDate }) {
  const { subject, severity, targetOn, figures, because } = finding
  if (severity === null) return []
  const name = { pack: pack.pack, packVersion: pack.version, rule: rule.id, measure: rule.measure }
  return [{ ...name, subject, severity, targetOn, cutOffOn: today, figures, because }]
}
