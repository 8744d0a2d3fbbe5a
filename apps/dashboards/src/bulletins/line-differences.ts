import type { FiguresCut } from '@zhuji/contracts'
import type { Card } from '../card/card.js'
import { byKnowledge, lateFactOf, type Step } from '../closing/differences.js'
import { flowOf } from '../programmes/counted-facts.js'
import type { CountedLine } from '../programmes/line-answers.js'
import type { TargetLine } from '../programmes/programme-versions.projection.js'
import { memberOf } from '../programmes/target-members.js'
import { canonicalJson } from './canonical.js'
import { type LineDifference, lineOf } from './document.js'

/** Whether a line counts a project at all: a list names it, or its kind and place are those of the line. */
export function isOnList({ scope: { projects, facilityKinds, regions } }: TargetLine, card: Card): boolean {
  if (projects.length > 0) return projects.some(({ projectId }) => projectId === card.projectId)
  const isOfKind = facilityKinds.length === 0 || facilityKinds.includes(card.facilityKind)
  return (
    !card.cancelled &&
    !card.unbundled &&
    isOfKind &&
    (regions.length === 0 || regions.some((code) => card.regionCodes.includes(code)))
  )
}

/** The lines of one cut and how far it reaches. */
export interface LinesAt {
  readonly lines: readonly CountedLine[]
  readonly cut: FiguresCut
}

/**
 * Lines that came out otherwise at a later cut, each with the late facts that moved it. Another version of a programme
 * moves its lines as well; then there may be no fact of a project to name.
 */
export function lineDifferences(before: LinesAt, after: LinesAt, steps: readonly Step[]): readonly LineDifference[] {
  return after.lines.flatMap((line, index) => {
    const [was, is] = [lineOf(before.lines[index]!, before.cut), lineOf(line, after.cut)]
    if (canonicalJson(was) === canonicalJson(is)) return []
    const events = steps.filter((step) => moves(line, step)).map(lateFactOf)
    const { programmeId, target } = is
    return [{ programmeId, lineId: target.lineId, before: was, after: is, events: events.toSorted(byKnowledge) }]
  })
}

/** An amount that came in, or a project that a line counts otherwise than before: also by its registration or cancellation. */
function moves({ programme: { period }, line }: CountedLine, { fact, before, after }: Step): boolean {
  if (isCounted(line, after) && flowOf(line.measure, fact) !== undefined) return true
  const [was, is] = [before, after].map((card) =>
    isCounted(line, card) ? memberOf(line, card, { period, flows: new Map() }) : null,
  )
  return canonicalJson(was) !== canonicalJson(is)
}

function isCounted(line: TargetLine, card: Card): boolean {
  return card.registered && isOnList(line, card)
}
