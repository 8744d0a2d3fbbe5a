import { type DataOf, ProjectDetailsRevised, ProjectRegistered, RegionDefined } from '@zhuji/contracts'
import { type Card, unknownCard } from '../card/card.js'
import { type HistoryRow, historyRowOf } from '../card/card-row.js'
import { cutOf, type Fact } from '../card/fact.js'
import { derive } from '../card/derive.js'
import { foldFact } from '../card/fold-card.js'
import { faceText, type Span, spansBehind, spansOf } from '../card/spans.js'
import { continued, type KnownCard, tellsThePast, timelineOf } from '../card/timeline.js'
import { searchTerms, searchText } from '../projects/search-terms.js'
import { flowsOf, flowsOfFacts, type FlowsByMonth, MonthChanges, movesInSeries } from '../series/flows.js'
import { CellChanges, EVERYWHERE, stepsBetween } from '../summary/contribution.js'
import { StartChanges } from '../summary/start-cells.js'

export interface RegionRow {
  readonly code: string
  readonly name: string
  readonly parent: string
  readonly path: readonly string[]
}

/** What names a row of the history, and in both clocks how long it holds. */
export type HistoryKey = Omit<Span, 'card'> & { readonly projectId: string; readonly occurredOn: string }

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
  /** Rows of the history that hold for another while than before. */
  readonly closings: HistoryKey[] = []
  /** Rows of the history that are no more. */
  readonly removals: HistoryKey[] = []
  readonly search: { readonly projectId: string; readonly terms: readonly string[]; readonly text: string }[] = []
  readonly regions = new Map<string, RegionRow>()
  readonly cells = new CellChanges()
  readonly starts = new StartChanges()
  readonly months = new MonthChanges()

  take(project: ProjectFacts): void {
    const { projectId, card, facts, story } = project
    const flows: FlowsByMonth = new Map()
    const [before, after] = story ? retold(project, flows) : toldOn(project, flows)
    const last = after.at(-1)!.card
    const steps = stepsBetween(before, after)
    this.cells.take(steps)
    this.starts.take(steps)
    if (movesInSeries(card, last)) {
      if (card && story) this.months.put(card, flowsOfFacts(projectId, story), -1)
      this.months.put(last, flowsOfFacts(projectId, [...(story ?? []), ...facts]), 1)
    } else {
      this.months.put(last, flows, 1)
    }
    this.noteHistory(project)
    this.noteNames(card, last)
    this.cards.push(last)
  }

  defineRegion(path: DataOf<typeof RegionDefined>['regionPath']): void {
    for (const [level, { code, name }] of path.entries()) {
      const parent = path[level - 1]?.code ?? EVERYWHERE
      this.regions.set(code, { code, name, parent, path: path.slice(0, level + 1).map((region) => region.code) })
    }
  }

  private noteHistory({ projectId, card, facts, story }: ProjectFacts): void {
    const before = new Map(story && spansOf(projectId, story).map((span) => [nameOf(span), span]))
    const after = story ? spansOf(projectId, [...story, ...facts]) : spansBehind(projectId, card, facts)
    for (const span of after) {
      const known = before.get(nameOf(span))
      before.delete(nameOf(span))
      if (span.card === card || (known && faceText(known.card) === faceText(span.card))) this.closings.push(keyOf(span))
      else this.history.push(historyRowOf(span))
    }
    this.removals.push(...[...before.values()].map(keyOf))
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

type Timelines = readonly [before: readonly KnownCard[], after: readonly KnownCard[]]

/** The usual case: every fact became known on the card's day or later. */
function toldOn({ projectId, card, facts }: ProjectFacts, flows: FlowsByMonth): Timelines {
  const before = card?.knownOn ? [{ knownOn: card.knownOn, card }] : []
  const after: KnownCard[] = [...before]
  let current = card ?? unknownCard(projectId)
  for (const [place, fact] of facts.entries()) {
    const told = foldFact(current, fact)
    flowsOf([current, told], cutOf(fact), flows)
    current = told
    if (facts[place + 1]?.knownOn === fact.knownOn) continue
    current = derive(told)
    if (after.at(-1)?.knownOn === fact.knownOn) after.pop()
    after.push({ knownOn: fact.knownOn, card: current })
  }
  return [before, after]
}

function retold({ projectId, card, facts, story = [] }: ProjectFacts, flows: FlowsByMonth): Timelines {
  let current = card ?? unknownCard(projectId)
  for (const fact of facts) {
    const next = foldFact(current, fact)
    flowsOf([current, next], cutOf(fact), flows)
    current = next
  }
  const before = timelineOf(projectId, story)
  return [before, continued(before, { projectId, earlier: story, facts })]
}

function nameOf({ knownFrom, card }: Span): string {
  return `${knownFrom} ${card.occurredOn}`
}

function keyOf({ card: { projectId, occurredOn }, ...span }: Span): HistoryKey {
  return { projectId, occurredOn: occurredOn!, ...span }
}
