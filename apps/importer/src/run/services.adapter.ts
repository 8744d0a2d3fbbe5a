import { type CommandResult, type CommandsClient, ServiceFailure } from '@zhuji/client'
import type { ServiceName } from '../register/command-draft.js'
import {
  type Known,
  type KnownCommitment,
  type KnownConstruction,
  type KnownProject,
  nothingKnown,
} from '../register/known.js'
import type { ImportCommand } from './import-command.js'
import { countFacts, type FileTally, type Stage } from './import-tally.js'

interface KnownLedger {
  readonly projectId: string
  readonly balances: {
    readonly sources: readonly {
      readonly source: string | null
      readonly inPlaceFen: number
      readonly disbursedFen: number
    }[]
    readonly total: { readonly committedFen: number }
  }
}

interface LedgerEntry extends KnownCommitment {
  readonly entry: string
  readonly reversedBy: string | null
}

const LOOK_UP_MAX = 1_000

/** The services as an import sees them: what they know, and what became of commands; time and facts go into the tally. */
export class Services {
  constructor(
    private readonly client: CommandsClient,
    private readonly tally: FileTally,
  ) {}

  projects(ids: readonly string[]): Promise<Map<string, KnownProject>> {
    return this.lookUp<KnownProject>('registry', ids)
  }

  ledgers(ids: readonly string[]): Promise<Map<string, KnownLedger>> {
    return this.lookUp<KnownLedger>('funding', ids)
  }

  /** What is known of each project; ids that nobody knows are in it too. */
  async known(ids: readonly string[], withLedgers: boolean): Promise<Map<string, Known>> {
    const [projects, constructions, ledgers] = await this.timed('look-up', () =>
      Promise.all([
        this.projects(ids),
        this.lookUp<KnownConstruction>('milestones', ids),
        withLedgers ? this.ledgers(ids) : new Map<string, KnownLedger>(),
      ]),
    )
    return new Map(
      ids.map((id) => {
        const committedFen = ledgers.get(id)?.balances.total.committedFen ?? 0
        return [id, { ...nothingKnown, project: projects.get(id), construction: constructions.get(id), committedFen }]
      }),
    )
  }

  /** The contracts in force, one by one. */
  async commitments(id: string): Promise<readonly KnownCommitment[]> {
    const found: LedgerEntry[] = []
    let cursor: string | null = null
    do {
      const page: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
      const path = `/api/v1/funding/projects/${id}/entries?limit=100${page}`
      const answer: { items: LedgerEntry[]; next: string | null } = await this.client.get('funding', path)
      found.push(...answer.items.filter(({ entry, reversedBy }) => entry === 'commitment' && reversedBy === null))
      cursor = answer.next
    } while (cursor !== null)
    return found
  }

  async give(service: ServiceName, commands: readonly ImportCommand[]): Promise<readonly CommandResult[]> {
    if (commands.length === 0) return []
    const asked = commands.map(({ name, id, key, body, knownOn }) => ({ name, id, key, body, knownOn }))
    const results = await this.timed(service, () => this.client.giveAll(service, asked))
    this.tally.commands += commands.length
    for (const { receipt } of results) countFacts(this.tally, receipt?.events ?? [])
    return results.map(withoutFailure)
  }

  private async lookUp<Item extends { readonly projectId: string }>(
    service: ServiceName,
    ids: readonly string[],
  ): Promise<Map<string, Item>> {
    const found = new Map<string, Item>()
    for (let from = 0; from < ids.length; from += LOOK_UP_MAX) {
      const part = { ids: ids.slice(from, from + LOOK_UP_MAX) }
      const { items } = await this.client.post<{ items: Item[] }>(service, `/api/v1/${service}/projects/lookup`, part)
      for (const item of items) found.set(item.projectId, item)
    }
    return found
  }

  async timed<Answer>(stage: Stage, work: () => Promise<Answer>): Promise<Answer> {
    const started = performance.now()
    try {
      return await work()
    } finally {
      this.tally.stageMs[stage] += performance.now() - started
    }
  }
}

/** A refusal is an answer about one row; missing rights or a fault of the service concern the whole import. */
function withoutFailure(result: CommandResult): CommandResult {
  const { status, problem } = result
  if (status === 401 || status === 403 || status >= 500) {
    throw new ServiceFailure(`the service answered ${status}: ${problem?.detail ?? problem?.slug ?? ''}`, status)
  }
  return result
}
