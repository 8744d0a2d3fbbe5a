import type { PoolClient } from 'pg'
import {
  type BulletinDefinition,
  type FiguresCut,
  LedgerEntryPosted,
  ProgressCorrected,
  ProgressReported,
  typesOf,
} from '@zhuji/contracts'
import { DomainError, refuse } from '@zhuji/kernel'
import type { Card } from '../card/card.js'
import { type CommonFacts, commonFactsAt, eachCardAt, factsIn } from '../closing/cut-facts.repository.js'
import { Differences, type Step } from '../closing/differences.js'
import { FigureSums } from '../closing/figure-sums.js'
import { type GroupFilters, isInGroup } from '../closing/group-filters.js'
import { eachStep } from '../closing/restatements.repository.js'
import { flowOf } from '../programmes/counted-facts.js'
import { type CountedLine, countedLine } from '../programmes/line-answers.js'
import { isFlow } from '../programmes/target-members.js'
import { type Findings, type IssueHeading, NamesOfCards, render } from './document.js'
import { isOnList, lineDifferences } from './line-differences.js'

/** An issue to draw up, and of a restatement the cut of the issue before. */
export interface IssueToDraw extends IssueHeading {
  readonly previousCut?: FiguresCut
}

export interface DrawnDocument {
  readonly document: string
  /** False of a restatement that comes out as the issue before. */
  readonly differs: boolean
}

const everybody = { all: true } as const

/**
 * Draws an issue up from the facts of its cut: the same text whenever it is asked for. Run it in a transaction that sees
 * one moment.
 */
export async function drawIssue({ previousCut, ...issue }: IssueToDraw, client: PoolClient): Promise<DrawnDocument> {
  const { definition, cut } = issue
  const now = await findingsAt(definition, cut, client)
  if (!previousCut) return { document: render(issue, { ...now, differences: [], lineDifferences: [] }), differs: true }
  const before = await findingsAt(definition, previousCut, client)
  const differences = new Differences(now.sums.question)
  const steps: Step[] = []
  const isCounted = (card: Card) => isInGroup(card, definition.filters)
  await eachStep({ cuts: [previousCut, cut], scope: everybody }, client, (step) => {
    differences.take(step, isCounted)
    if (definition.lines.length > 0) steps.push(step)
  })
  const found = {
    ...now,
    differences: differences.list(before.sums),
    lineDifferences: lineDifferences({ ...before, cut: previousCut }, { ...now, cut }, steps),
  }
  return { document: render(issue, found), differs: found.differences.length + found.lineDifferences.length > 0 }
}

type CutFindings = Pick<Findings, 'sums' | 'lines' | 'regionNames'>

async function findingsAt(definition: BulletinDefinition, cut: FiguresCut, client: PoolClient): Promise<CutFindings> {
  const { parts, filters } = definition
  const common = await commonFactsAt(cut, client)
  const lines = linesOf(definition, common)
  const sums = new FigureSums({ parts, day: cut.asOf, region: filters.region })
  const names = new NamesOfCards()
  const listed: Card[][] = lines.map(() => [])
  // A target stands for all of its list, so that all of it is looked at.
  const question = { cut, filters: lines.length > 0 ? {} : filters, scope: everybody }
  await eachCardAt(question, client, (card) => {
    if (isInGroup(card, filters)) {
      sums.add(card)
      names.add(card)
    }
    for (const [index, { line }] of lines.entries()) if (isOnList(line, card)) listed[index]!.push(card)
  })
  const counted: CountedLine[] = []
  for (const [index, line] of lines.entries())
    counted.push(await countedAt({ line, cut, filters }, listed[index]!, client))
  return { sums, lines: counted, regionNames: names.under(common.regionNames) }
}

type NamedLine = Omit<CountedLine, 'members'>

function linesOf({ lines }: BulletinDefinition, { programmes }: CommonFacts): readonly NamedLine[] {
  return lines.map(({ programmeId, lineId }) => {
    const programme = programmes.get(programmeId)
    const line = programme?.lines.find((each) => each.lineId === lineId)
    if (!programme || !line)
      throw new DomainError('refused', 'target-line-unknown', { field: 'lines', figures: { programmeId, lineId } })
    return { programme, line }
  })
}

interface LineAt {
  readonly line: NamedLine
  readonly cut: FiguresCut
  readonly filters: GroupFilters
}

async function countedAt(
  { line: named, cut, filters }: LineAt,
  cards: Card[],
  client: PoolClient,
): Promise<CountedLine> {
  const { programme, line } = named
  const outside = cards.filter((card) => !isInGroup(card, filters)).length
  if (outside > 0) refuse('line-beyond-bulletin', { programme: programme.name, lineId: line.lineId, projects: outside })
  // Sums of fractions depend on the order of what is added.
  const faces = cards.toSorted((one, other) => (one.projectId < other.projectId ? -1 : 1))
  const flows = await flowsAt({ line: named, cut, filters }, faces, client)
  return countedLine(named, faces, { flows, withUnregistered: true })
}

const investment = typesOf([ProgressReported, ProgressCorrected])
const entries = typesOf([LedgerEntryPosted])

async function flowsAt({ line: { programme, line }, cut }: LineAt, cards: readonly Card[], client: PoolClient) {
  const flows = new Map<string, number>()
  if (!isFlow(line)) return flows
  const last = cut.asOf < line.cutOffOn ? cut.asOf : line.cutOffOn
  const types = line.measure === 'investment' ? investment : entries
  const facts = await factsIn(cut, { types, projectIds: cards.map(({ projectId }) => projectId) }, client)
  for (const { projectId, occurredOn, ...fact } of facts) {
    const fen = occurredOn >= programme.period.from && occurredOn <= last ? flowOf(line.measure, fact) : undefined
    if (fen !== undefined) flows.set(projectId, (flows.get(projectId) ?? 0) + fen)
  }
  return flows
}
