import type { PoolClient } from 'pg'
import type { FiguresCut } from '@zhuji/contracts'
import type { ScopeFilter } from '@zhuji/platform'
import type { Card } from '../card/card.js'
import { eachCardAt, placedFacts, projectsBetween } from './cut-facts.repository.js'
import {
  byKnowledge,
  type Difference,
  Differences,
  type LateFact,
  lateFactOf,
  type Step,
  stepsOf,
} from './differences.js'
import { FigureSums, type Part } from './figure-sums.js'
import { type GroupFilters, isInGroup } from './group-filters.js'

const PROJECTS_AT_ONCE = 200

export interface RestatementQuestion {
  readonly cuts: readonly [earlier: FiguresCut, later: FiguresCut]
  readonly filters: GroupFilters
  readonly scope: ScopeFilter
}

export interface Restatement {
  /** In the order in which they became known. */
  readonly facts: readonly LateFact[]
  readonly differences: readonly Difference[]
}

/** What came in between two cuts, and what each fact of it moved. */
export async function restatementOf(
  question: RestatementQuestion,
  parts: readonly Part[],
  client: PoolClient,
): Promise<Restatement> {
  const { cuts, filters, scope } = question
  const asked = { parts, day: cuts[0].asOf, region: filters.region }
  const sums = new FigureSums(asked)
  await eachCardAt({ cut: cuts[0], filters, scope }, client, (card) => sums.add(card))
  const differences = new Differences(asked)
  const facts: LateFact[] = []
  const isCounted = (card: Card) => isInGroup(card, filters)
  await eachStep(question, client, (step) => {
    if (!isCounted(step.before) && !isCounted(step.after)) return
    facts.push(lateFactOf(step))
    differences.take(step, isCounted)
  })
  return { facts: facts.toSorted(byKnowledge), differences: differences.list(sums) }
}

/** The late facts of one project after the other, some projects in memory at once. */
export async function eachStep(
  { cuts, scope }: Omit<RestatementQuestion, 'filters'>,
  client: PoolClient,
  take: (step: Step) => void,
): Promise<void> {
  const ids = await projectsBetween(cuts, scope, client)
  for (let at = 0; at < ids.length; at += PROJECTS_AT_ONCE) {
    const stories = await placedFacts(ids.slice(at, at + PROJECTS_AT_ONCE), client)
    for (const [projectId, facts] of stories) for (const step of stepsOf({ projectId, facts, cuts })) take(step)
  }
}
