import { type BulletinDefinition, facilityGroups, facilityKinds, type FiguresCut, type Term } from '@zhuji/contracts'
import { attainmentDefinition } from '@zhuji/figures'
import type { Card } from '../card/card.js'
import type { Difference, LateFact } from '../closing/differences.js'
import { EVERYTHING, type FigureSums, groupFigure, type Part, valueOf } from '../closing/figure-sums.js'
import { type CountedLine, figuresOf } from '../programmes/line-answers.js'
import { canonicalJson } from './canonical.js'

/** Which issue of which definition is drawn up. */
export interface IssueHeading {
  readonly definition: BulletinDefinition
  readonly number: number
  readonly month: string
  readonly cut: FiguresCut
  readonly restates: { readonly number: number; readonly reason: string } | null
}

/** A target line that came out otherwise, and the facts it counts by that came in since. */
export interface LineDifference {
  readonly programmeId: string
  readonly lineId: string
  readonly before: object
  readonly after: object
  readonly events: readonly LateFact[]
}

/** Everything a bulletin says. */
export interface Findings {
  readonly sums: FigureSums
  readonly lines: readonly CountedLine[]
  readonly regionNames: ReadonlyMap<string, string>
  /** Of a restatement, against the issue before. */
  readonly differences: readonly Difference[]
  readonly lineDifferences: readonly LineDifference[]
}

/** What is published, as one text and no other. It depends on nothing but what it is given. */
export function render({ definition, ...issue }: IssueHeading, found: Findings): string {
  const { bulletinId, version, title, filters } = definition
  const { regionNames } = found
  const differences = found.differences.map((difference) => ({
    ...difference,
    name: groupFigure(difference.figure)!.name,
    placeName: placeName(difference, difference.place, regionNames),
  }))
  return canonicalJson({
    bulletin: {
      id: bulletinId,
      version,
      title,
      filters: { ...filters, regionName: regionNames.get(filters.region ?? '') },
    },
    ...issue,
    parts: definition.parts.map((part, index) => partOf(part, index, found)),
    lines: found.lines.map((line) => lineOf(line, issue.cut)),
    differences: issue.restates ? differences : null,
    lineDifferences: issue.restates ? found.lineDifferences : null,
  })
}

function partOf(part: Part, index: number, { sums, regionNames }: Findings) {
  const figure = groupFigure(part.figure)!
  const { name, unit, version, denominatorIs = null, sums: parts } = figure
  const partsUnit = parts?.denominator === undefined ? unit : parts.denominator.endsWith('Fen') ? 'fen' : 'projects'
  const rows = sums.places(index).map((place) => ({
    place,
    placeName: placeName(part, place, regionNames),
    ...valueOf(figure, sums.at(index, place)),
  }))
  return { ...part, name, unit, partsUnit, rule: { figure: figure.id, version, denominatorIs }, rows }
}

function placeName({ by }: Pick<Part, 'by'>, place: string, regionNames: ReadonlyMap<string, string>): Term {
  if (place === EVERYTHING) return { zh: '合计', en: 'Total' }
  if (by === 'region') return { zh: regionNames.get(place) ?? place, en: regionNames.get(place) ?? place }
  const terms: Readonly<Record<string, Term>> = by === 'facility-group' ? facilityGroups : facilityKinds
  const { zh, en } = terms[place]!
  return { zh, en }
}

export function lineOf(counted: CountedLine, { asOf }: FiguresCut) {
  const { programme, line } = counted
  const { lineId, measure, verb, unit, base, stretch, cutOffOn } = line
  return {
    programmeId: programme.programmeId,
    programme: programme.name,
    target: { version: programme.version, lineId, measure, verb, unit, base, stretch, cutOffOn },
    rule: { figure: attainmentDefinition.id, version: attainmentDefinition.version },
    projects: counted.members.length,
    figures: figuresOf(counted, asOf),
  }
}

/** Names of divisions as the projects' own register entries have them, where nobody defined the division itself. */
export class NamesOfCards {
  private readonly told = new Map<string, { readonly by: string; readonly name: string }>()

  add({ projectId, regionCodes, regionNames }: Card): void {
    for (const [level, code] of regionCodes.entries()) {
      const known = this.told.get(code)
      // Of several the one of the least id, in whatever order projects come by.
      if (!known || projectId < known.by) this.told.set(code, { by: projectId, name: regionNames[level]! })
    }
  }

  under(defined: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
    return new Map([...[...this.told].map(([code, { name }]) => [code, name] as const), ...defined])
  }
}
