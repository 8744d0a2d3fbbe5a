import type { EventStore } from '@zhuji/messaging'
import type { DataSource } from 'typeorm'
import { type Programme, programmeDecider, programmeStream } from './programme.js'

type Issued = NonNullable<Programme['issued']>
/** `version` is the programme's own, as its figures name it. */
export type ProgrammeEntry = Issued

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
