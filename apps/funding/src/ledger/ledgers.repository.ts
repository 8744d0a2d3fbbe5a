import type { Pool } from 'pg'
import { type Actor, upcast } from '@zhuji/contracts'
import type { EventStore } from '@zhuji/messaging'
import type { AskedClocks, KnownProject, KnownProjects } from '@zhuji/platform'
import { type WatchedGap, watchedGap } from '../gap/gap.js'
import type { PhysicalProgressRepository } from '../gap/physical-progress.repository.js'
import { entryById, entryNote, type PostedEntry } from './entries.js'
import { booked, type Ledger, ledgerDecider, ledgerStream } from './ledger.js'
import { balancesAnswer, moneyOf } from './ledger-answers.js'
import type { LedgerAnswer } from './ledger.answer.dto.js'

export interface EntriesPage extends AskedClocks {
  readonly before?: number
  readonly limit: number
}

/** An entry as the log keeps it. */
export interface EntryRow {
  readonly version: number
  readonly posted: PostedEntry
  readonly reversedBy: string | null
  readonly occurredOn: string
  readonly recordedAt: string
  readonly knownOn: string
  readonly knownOnClaimed: boolean
  readonly actor: Actor
}

interface LogRow {
  stream_version: number
  type: string
  payload: unknown
  occurred_on: string
  recorded_at: string
  known_on: string
  known_on_claimed: boolean
  actor: Actor
}

export interface LedgersParts {
  readonly store: EventStore
  readonly pool: Pool
  readonly projects: KnownProjects
  readonly progress: PhysicalProgressRepository
}

/** Questions to the recording side: always what the last commit left. */
export class Ledgers {
  constructor(private readonly parts: LedgersParts) {}

  /** Balances and gap of known projects, also of those without an entry yet. */
  async of(projects: readonly KnownProject[]): Promise<readonly LedgerAnswer[]> {
    const ids = projects.map(({ projectId }) => projectId)
    const [states, percents] = await Promise.all([
      this.parts.store.states(ids.map(ledgerStream), ledgerDecider),
      this.parts.progress.percents(ids),
    ])
    return projects.map(({ projectId, approvedBudgetFen }) => {
      const { version, state } = states.get(ledgerStream(projectId)) ?? { version: 0, state: ledgerDecider.initial() }
      const physicalPercent = percents.get(projectId) ?? null
      return {
        projectId,
        version,
        balances: balancesAnswer(state.balances),
        gap: watchedGap({ ...moneyOf(state), approvedBudgetFen, physicalPercent }),
      }
    })
  }

  /** The books of one project at any past: its own entries folded again, so the cost follows these alone. */
  async at({ projectId }: KnownProject, { asOf, knownOn }: AskedClocks): Promise<LedgerAnswer> {
    const { rows } = await this.parts.pool.query<{ type: string; data: unknown }>({
      name: 'ledger-at',
      text: `select type, payload as data from event_log where stream_id = $1
          and occurred_on <= coalesce($2::date, 'infinity') and known_on <= coalesce($3::date, 'infinity')
        order by stream_version`,
      values: [ledgerStream(projectId), asOf ?? null, knownOn ?? null],
    })
    const { balances } = rows.reduce(
      (ledger, row) => booked(ledger, upcast(row).data as PostedEntry),
      ledgerDecider.initial(),
    )
    return { projectId, version: rows.length, balances: balancesAnswer(balances), gap: null }
  }

  async gapOf(projectId: string, ledger: Ledger): Promise<WatchedGap> {
    return (await this.gapsOf(new Map([[projectId, ledger]]))).get(projectId)!
  }

  /** The gap of each project with its ledger as given: as it is, or as it would be. */
  async gapsOf(ledgers: ReadonlyMap<string, Ledger>): Promise<ReadonlyMap<string, WatchedGap>> {
    const ids = [...ledgers.keys()]
    const [projects, percents] = await Promise.all([
      Promise.all(ids.map((id) => this.parts.projects.find(id))),
      this.parts.progress.percents(ids),
    ])
    return new Map(
      ids.map((id, place) => {
        const approvedBudgetFen = projects[place]?.approvedBudgetFen ?? null
        const inputs = { ...moneyOf(ledgers.get(id)!), approvedBudgetFen, physicalPercent: percents.get(id) ?? null }
        return [id, watchedGap(inputs)]
      }),
    )
  }

  /**
   * The newest entries first, below a version. Read from the log itself: one stream is one ledger, and the unique index on
   * (stream_id, stream_version) already is the order of the pages.
   */
  async entries(projectId: string, { before, limit, asOf, knownOn }: EntriesPage): Promise<EntryRow[]> {
    const streamId = ledgerStream(projectId)
    const { rows } = await this.parts.pool.query<LogRow>({
      name: 'ledger-entries',
      text: `select stream_version, type, payload, occurred_on::text as occurred_on, known_on::text as known_on,
          to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as recorded_at, known_on_claimed, actor
        from event_log where stream_id = $1 and stream_version < $2
          and occurred_on <= coalesce($4::date, 'infinity') and known_on <= coalesce($5::date, 'infinity')
        order by stream_version desc limit $3`,
      values: [streamId, before ?? VERSION_MAX, limit, asOf ?? null, knownOn ?? null],
    })
    const entries = rows.map(({ type, payload: data }) => upcast({ type, data }).data as PostedEntry)
    const names = entries.map(({ entryId }) => entryNote(entryId))
    const note = await this.parts.store.notes(streamId, ledgerDecider, names)
    return rows.map((row, place) => ({
      version: row.stream_version,
      posted: entries[place]!,
      reversedBy: entryById(note, entries[place]!.entryId)?.reversal?.entryId ?? null,
      occurredOn: row.occurred_on,
      recordedAt: row.recorded_at,
      knownOn: row.known_on,
      knownOnClaimed: row.known_on_claimed,
      actor: row.actor,
    }))
  }
}

/** PostgreSQL's largest integer: no stream comes near it. */
const VERSION_MAX = 2_147_483_647
