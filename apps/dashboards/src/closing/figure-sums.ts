import { type BulletinDefinition, facilityKinds } from '@zhuji/contracts'
import { percentOf } from '@zhuji/figures'
import type { CalendarDate } from '@zhuji/kernel'
import type { Card } from '../card/card.js'
import { type ExplainedFigure, explainedFigures } from '../explain/explained-figures.js'

export type Part = BulletinDefinition['parts'][number]

/** Where a figure is of: everything, or a division, a group or a kind by its code. */
export const EVERYTHING = ''

export interface Amounts {
  readonly projects: number
  readonly numerator: number
  readonly denominator: number
  /** Projects whose input is not known. */
  readonly unknown: number
}

/** As figures are read: what is not known is null. */
export interface FigureValue {
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  readonly unknown: number
  readonly projects: number
}

/** What decides to which place a project belongs and what of it is due. */
export interface SumsQuestion {
  readonly parts: readonly Part[]
  readonly day: CalendarDate
  /** Regions are told apart right below this one; without it, at the root. */
  readonly region?: string
}

export const NOTHING: Amounts = { projects: 0, numerator: 0, denominator: 0, unknown: 0 }

/** Figures of groups that can be added up from projects. */
export function groupFigure(id: string): ExplainedFigure | undefined {
  const figure = explainedFigures.get(id)
  return figure?.ofOneProjectOnly ? undefined : figure
}

/** What one project adds to a part, and where. Undefined where it belongs to no place of the part. */
export function shareOf(part: Part, card: Card, { day, region }: SumsQuestion): [place: string, Amounts] | undefined {
  const place = placeOf(part.by, card, region)
  if (!card.registered || place === undefined) return undefined
  const { numerator, denominator, unknown } = groupFigure(part.figure)!
  return [
    place,
    {
      projects: 1,
      numerator: numerator(card, day),
      denominator: denominator?.(card, day) ?? 0,
      unknown: unknown?.(card, day) ?? 0,
    },
  ]
}

function placeOf(by: Part['by'], card: Card, region?: string): string | undefined {
  switch (by) {
    case 'total':
      return EVERYTHING
    case 'region':
      return card.regionCodes[region === undefined ? 0 : card.regionCodes.indexOf(region) + 1]
    case 'facility-group':
      return facilityKinds[card.facilityKind].group
    case 'facility-kind':
      return card.facilityKind
  }
}

export function plus(one: Amounts, other: Amounts, sign: 1 | -1 = 1): Amounts {
  return {
    projects: one.projects + sign * other.projects,
    numerator: one.numerator + sign * other.numerator,
    denominator: one.denominator + sign * other.denominator,
    unknown: one.unknown + sign * other.unknown,
  }
}

export function isNothing({ projects, numerator, denominator, unknown }: Amounts): boolean {
  return projects === 0 && numerator === 0 && denominator === 0 && unknown === 0
}

/** Sums of every part at every place, over projects that come by in any order. */
export class FigureSums {
  private readonly sums: readonly Map<string, Amounts>[]

  constructor(readonly question: SumsQuestion) {
    this.sums = question.parts.map(() => new Map())
  }

  add(card: Card): void {
    for (const [index, part] of this.question.parts.entries()) {
      const share = shareOf(part, card, this.question)
      if (share) this.move(index, share)
    }
  }

  move(index: number, [place, amounts]: readonly [string, Amounts], sign: 1 | -1 = 1): void {
    this.sums[index]!.set(place, plus(this.at(index, place), amounts, sign))
  }

  at(index: number, place: string): Amounts {
    return this.sums[index]!.get(place) ?? NOTHING
  }

  /** Places in their order; a total is there also where nothing is. */
  places(index: number): readonly string[] {
    const { by } = this.question.parts[index]!
    return by === 'total' ? [EVERYTHING] : [...this.sums[index]!.keys()].toSorted()
  }
}

/** Rates without a denominator are unknown, not 0. */
export function valueOf(figure: ExplainedFigure, { projects, numerator, denominator, unknown }: Amounts): FigureValue {
  const { denominator: isRate, scale = 1 } = figure
  if (!isRate) return { value: numerator / scale, numerator: numerator / scale, denominator: null, unknown, projects }
  return {
    value: percentOf(numerator, denominator),
    numerator: denominator === 0 && numerator === 0 ? null : numerator,
    denominator: denominator === 0 ? null : denominator,
    unknown,
    projects,
  }
}
