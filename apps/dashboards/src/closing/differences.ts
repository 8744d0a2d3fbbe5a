import { definitionOf, type FiguresCut, type Term } from '@zhuji/contracts'
import type { CalendarDate } from '@zhuji/kernel'
import { type Card, unknownCard } from '../card/card.js'
import { derive } from '../card/derive.js'
import { foldFact } from '../card/fold-card.js'
import { byPlace, factsAt, type PlacedFact } from './cut.js'
import {
  type Amounts,
  type FigureSums,
  type FigureValue,
  groupFigure,
  isNothing,
  NOTHING,
  type Part,
  plus,
  shareOf,
  type SumsQuestion,
  valueOf,
} from './figure-sums.js'

/** A fact that came in behind a cut. */
export interface LateFact {
  readonly eventId: string
  readonly type: string
  readonly what: Term
  readonly projectId: string
  readonly project: string
  readonly occurredOn: CalendarDate
  readonly knownOn: CalendarDate
  readonly recordedAt: string
}

/** What one late fact moved at one place. */
export interface Move extends LateFact {
  readonly adds: { readonly numerator: number; readonly denominator: number; readonly projects: number }
}

export interface Difference {
  readonly figure: string
  readonly by: Part['by']
  readonly place: string
  readonly before: FigureValue
  readonly after: FigureValue
  /** In the order in which they became known; what they add comes to the difference. */
  readonly events: readonly Move[]
}

/** The facts of one project, and the cuts that are compared: the earlier one's facts are all in the later one. */
export interface LateProject {
  readonly projectId: string
  readonly facts: readonly PlacedFact[]
  readonly cuts: readonly [earlier: FiguresCut, later: FiguresCut]
}

/** A project before a late fact and after it. */
export interface Step {
  readonly fact: PlacedFact
  readonly before: Card
  readonly after: Card
}

/**
 * The late facts of a project one after the other, each put where its log has it. What a step changes is what its fact
 * adds; everything between the first card and the last cancels out, so steps add up to the difference whatever it is.
 */
export function stepsOf({ projectId, facts, cuts: [earlier, later] }: LateProject): readonly Step[] {
  const told = [...factsAt(facts, earlier)]
  const known = new Set(told)
  const late = factsAt(facts, later)
    .filter((fact) => !known.has(fact))
    .toSorted(byKnowledge)
  let before = cardOf(projectId, told)
  return late.map((fact) => {
    told.push(fact)
    const step = { fact, before, after: cardOf(projectId, told.toSorted(byPlace)) }
    before = step.after
    return step
  })
}

function cardOf(projectId: string, facts: readonly PlacedFact[]): Card {
  return derive(facts.reduce(foldFact, unknownCard(projectId)))
}

type Known = Pick<LateFact, 'knownOn' | 'recordedAt'> & ({ readonly id: string } | { readonly eventId: string })

/** In the order in which facts became known. */
export function byKnowledge(...both: readonly [Known, Known]): number {
  const [first, second] = both.map(
    ({ knownOn, recordedAt, ...fact }) => `${knownOn} ${recordedAt} ${'id' in fact ? fact.id : fact.eventId}`,
  )
  return first! < second! ? -1 : 1
}

export function lateFactOf({ fact, after }: Step): LateFact {
  const { id: eventId, type, key: projectId, occurredOn, knownOn, recordedAt } = fact
  const { zh, en } = definitionOf(type)?.summary ?? { zh: type, en: type }
  return { eventId, type, what: { zh, en }, projectId, project: after.name, occurredOn, knownOn, recordedAt }
}

interface Change {
  readonly index: number
  readonly place: string
  amounts: Amounts
  readonly events: Move[]
}

/** The places where figures differ once the late facts are in; `before` has the sums of the earlier cut. */
export class Differences {
  private readonly changes = new Map<string, Change>()

  constructor(private readonly question: SumsQuestion) {}

  /** `isCounted` says which cards belong to the group that is compared. */
  take(step: Step, isCounted: (card: Card) => boolean): void {
    for (const [index, part] of this.question.parts.entries()) {
      const moved = new Map<string, Amounts>()
      for (const [card, sign] of [
        [step.before, -1],
        [step.after, 1],
      ] as const) {
        const share = isCounted(card) ? shareOf(part, card, this.question) : undefined
        if (share) moved.set(share[0], plus(moved.get(share[0]) ?? NOTHING, share[1], sign))
      }
      for (const [place, amounts] of moved) this.note({ index, place }, amounts, step)
    }
  }

  list(before: FigureSums): readonly Difference[] {
    const ordered = [...this.changes.values()].toSorted(
      (one, other) => one.index - other.index || (one.place < other.place ? -1 : 1),
    )
    return ordered.flatMap(({ index, place, amounts, events }) => {
      const part = this.question.parts[index]!
      const figure = groupFigure(part.figure)!
      const [earlier, later] = [before.at(index, place), plus(before.at(index, place), amounts)]
      if (isNothing(amounts)) return []
      return [{ ...part, place, before: valueOf(figure, earlier), after: valueOf(figure, later), events }]
    })
  }

  private note({ index, place }: { index: number; place: string }, amounts: Amounts, step: Step): void {
    if (isNothing(amounts)) return
    const name = `${index} ${place}`
    const change = this.changes.get(name) ?? { index, place, amounts: NOTHING, events: [] }
    this.changes.set(name, change)
    change.amounts = plus(change.amounts, amounts)
    const { scale = 1 } = groupFigure(this.question.parts[index]!.figure)!
    const { numerator, denominator, projects } = amounts
    change.events.push({ ...lateFactOf(step), adds: { numerator: numerator / scale, denominator, projects } })
  }
}
