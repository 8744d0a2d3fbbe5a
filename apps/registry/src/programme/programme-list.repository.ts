import { type Actor, type DataOf, type ProgrammeRevised, upcast } from '@zhuji/contracts'
import type { EventStore } from '@zhuji/messaging'
import type { DataSource } from 'typeorm'
import { type Programme, programmeDecider, programmeStream } from './programme.js'

type Issued = NonNullable<Programme['issued']>
/** `version` is the programme's own, as its figures name it. */
export type ProgrammeEntry = Issued

export interface ProgrammeVersion extends Issued {
  /** Why it took the place of the one before; the first has none. */
  readonly reason?: string
  readonly occurredOn: string
  readonly recordedAt: string
  readonly actor: Actor
}

interface VersionRow {
  readonly type: string
  readonly payload: unknown
  readonly occurred_on: string
  readonly recorded_at: Date
  readonly actor: Actor
}

/** Programmes are few and public within the deployment; they are read from their own streams. */
export class ProgrammeList {
  constructor(
    private readonly store: EventStore,
    private readonly source: DataSource,
  ) {}

  async find(programmeId: string): Promise<ProgrammeEntry | undefined> {
    const states = await this.store.states<Programme>([programmeStream(programmeId)], programmeDecider)
    return states.get(programmeStream(programmeId))?.state.issued ?? undefined
  }

  /** Every version as it was issued, the first one first. */
  async versions(programmeId: string): Promise<readonly ProgrammeVersion[]> {
    const rows = await this.source.query<VersionRow[]>(
      `select type, payload, occurred_on::text as occurred_on, recorded_at, actor from registry.event_log
       where stream_id = $1 order by stream_version`,
      [programmeStream(programmeId)],
    )
    return rows.map(({ type, payload, occurred_on: occurredOn, recorded_at: recordedAt, actor }) => ({
      ...(upcast({ type, data: payload }).data as DataOf<typeof ProgrammeRevised>),
      occurredOn,
      recordedAt: recordedAt.toISOString(),
      actor,
    }))
  }

  async all(): Promise<ProgrammeEntry[]> {
    const rows = await this.source.query<{ id: string }[]>(
      `select id from registry.stream where id like 'programme/%' order by id`,
    )
    const states = await this.store.states<Programme>(
      rows.map((row) => row.id),
      programmeDecider,
    )
    return [...states.values()].flatMap(({ state }) => (state.issued ? [state.issued] : []))
  }
}
