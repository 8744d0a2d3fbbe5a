import { type DataOf, ProjectDetailsRevised, ProjectRegistered, RegionDefined } from '@zhuji/contracts'
import type { Card } from '../card/card.js'
import { type HistoryRow, historyRowOf } from '../card/card-row.js'
import type { Fact } from '../card/fact.js'
import { Past, type PastRow } from '../card/past.js'
import { type Retold, retold, tellsThePast } from '../card/told-past.js'
import { traitsOf } from '../card/traits.js'
import { searchTerms, searchText } from '../projects/search-terms.js'
import { MonthChanges } from '../series/month-changes.js'
import { CellChanges, EVERYWHERE, stepsBetween } from '../summary/contribution.js'
import { StartChanges } from '../summary/start-cells.js'

export interface RegionRow {
  readonly code: string
  readonly name: string
  readonly parent: string
  readonly path: readonly string[]
}

/** What names a row of the history. */
export type HistoryKey = Pick<HistoryRow, 'projectId' | 'occurredOn' | 'knownFrom'>

/** One project of a batch: what is known of it, and what the batch adds. */
export interface ProjectFacts {
  readonly projectId: string
  readonly card: Card | undefined
  readonly facts: readonly Fact[]
  /** Its facts before this batch in the order they were taken in; only where `needsStory` said so. */
  readonly story?: readonly Fact[]
}

/**
 * What a batch changes, worked out in memory: each table is then written with one statement, whatever the number of events.
 */
export class BatchPlan {
  readonly cards: Card[] = []
  readonly history: HistoryRow[] = []
  /** Rows of the history that are no more. */
  readonly removals: HistoryKey[] = []
  readonly traits: { readonly trait: string; readonly projectId: string }[] = []
  readonly search: { readonly projectId: string; readonly terms: readonly string[]; readonly text: string }[] = []
  readonly regions = new Map<string, RegionRow>()
  readonly cells = new CellChanges()
  readonly starts = new StartChanges()
  readonly months = new MonthChanges()

  take(project: ProjectFacts): void {
    const { projectId, card, facts, story } = project
    const told = story ? retold(projectId, story, facts) : toldOn(project)
    const { last } = told.after
    const steps = stepsBetween(told.before.timeline, told.after.timeline)
    this.cells.take(steps)
    this.starts.take(steps)
    const [earlier, later] = [told.before.flows.known, told.after.flows.known]
    for (const flows of notIn(later, earlier)) this.months.take(flows, 1)
    for (const flows of notIn(earlier, later)) this.months.take(flows, -1)
    this.noteHistory(told)
    this.noteNames(card, last)
    for (const trait of new Set(facts.flatMap(traitsOf))) this.traits.push({ trait, projectId })
    this.cards.push(last)
  }

  defineRegion(path: DataOf<typeof RegionDefined>['regionPath']): void {
    for (const [level, { code, name }] of path.entries()) {
      const parent = path[level - 1]?.code ?? EVERYWHERE
      this.regions.set(code, { code, name, parent, path: path.slice(0, level + 1).map((region) => region.code) })
    }
  }

  private noteHistory({ before, after }: Retold): void {
    const changed = notIn(after.rows, before.rows)
    const written = new Set(changed.map(nameOf))
    for (const row of changed) this.history.push(historyRowOf(row))
    for (const row of notIn(before.rows, after.rows))
      if (!written.has(nameOf(row))) this.removals.push(historyRowOf(row))
  }

  private noteNames(card: Card | undefined, last: Card): void {
    if (!last.registered) return
    if (!card?.registered || card.name !== last.name || card.localCode !== last.localCode) {
      const { projectId, name, localCode } = last
      this.search.push({ projectId, terms: searchTerms(name, localCode), text: searchText(name, localCode) })
    }
    if (card?.registered && card.regionCodes.join() === last.regionCodes.join()) return
    this.defineRegion(last.regionCodes.map((code, level) => ({ code, name: last.regionNames[level]! })))
  }
}

/** The earlier facts are needed when the past is told anew, or when a project's months move with it to another place. */
export function needsStory({ card, facts }: ProjectFacts): boolean {
  if (!card) return tellsThePast(card, facts)
  return tellsThePast(card, facts) || facts.some((fact) => movesProject(fact))
}

function movesProject(fact: Fact): boolean {
  if (fact.type === ProjectRegistered.type) return true
  if (fact.type !== ProjectDetailsRevised.type) return false
  const { changes } = fact.data as DataOf<typeof ProjectDetailsRevised>
  return changes.facilityKind !== undefined || changes.regionPath !== undefined
}

/** The usual case: every fact became known on the card's day or later. */
function toldOn({ projectId, card, facts }: ProjectFacts): Retold {
  const before = Past.behind(projectId, card)
  const after = before.copy()
  for (const [place, fact] of facts.entries()) {
    after.take(fact)
    if (facts[place + 1]?.knownOn !== fact.knownOn) after.close(fact.knownOn)
  }
  return { before, after }
}

/** What one past has and the other has not: where they are the same, the same object stands at the same place. */
function notIn<Item>(items: readonly Item[], others: readonly Item[]): readonly Item[] {
  return items.filter((item, place) => item !== others[place])
}

function nameOf({ knownFrom, card }: PastRow): string {
  return `${card.occurredOn} ${knownFrom}`
}
