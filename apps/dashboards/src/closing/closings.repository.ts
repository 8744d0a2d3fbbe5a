import { Inject, Injectable } from '@nestjs/common'
import type { Pool, PoolClient } from 'pg'
import { DataSource } from 'typeorm'
import type { FiguresCut } from '@zhuji/contracts'
import { DomainError } from '@zhuji/kernel'
import { EventStore } from '@zhuji/messaging'
import { poolOf } from '@zhuji/platform'
import { completeLogs } from '../completeness/complete-logs.repository.js'
import { inSnapshot } from '../positions/snapshot.repository.js'
import { type Closing, closingDecider, closingStream, type Readiness } from './closing.js'
import { unsealedBy } from './cut-facts.repository.js'

export interface ClosedMonth {
  readonly month: string
  readonly cut: FiguresCut
  readonly closedAt: string
  readonly closedBy: string
}

/** Closings are few and are read from their own streams. */
@Injectable()
export class Closings {
  private readonly pool: Pool

  constructor(
    @Inject(DataSource) source: DataSource,
    @Inject(EventStore) private readonly store: EventStore,
  ) {
    this.pool = poolOf(source)
  }

  /** The newest month first. */
  async all(): Promise<readonly ClosedMonth[]> {
    return this.read(`stream_id like 'closing/%'`, [])
  }

  /** Throws `month-not-closed`. */
  async closed(month: string): Promise<ClosedMonth> {
    const [closed] = await this.read('stream_id = $1', [closingStream(month)])
    if (!closed) throw new DomainError('not-found', 'month-not-closed', { figures: { month } })
    return closed
  }

  async cutOf(month: string): Promise<FiguresCut | null> {
    const streamId = closingStream(month)
    const { state } = (await this.store.states<Closing>([streamId], closingDecider)).get(streamId) ?? {}
    return state?.closed?.cut ?? null
  }

  /** What a cut by these days, through all that is here and sealed, would be. */
  readiness(days: Pick<FiguresCut, 'asOf' | 'knownOn'>): Promise<Readiness> {
    return this.inSnapshot(async (tx) => {
      const logs = await completeLogs(tx)
      const cut = {
        asOf: days.asOf,
        knownOn: days.knownOn,
        logs: logs.map(({ service, number: checkpoint, through, root }) => ({ service, checkpoint, ...through, root })),
      }
      return { cut, lack: logs.find(({ lacks }) => lacks.length > 0)?.lacks[0], unsealed: await unsealedBy(cut, tx) }
    })
  }

  /** Several statements that see one moment. */
  inSnapshot<Result>(work: (tx: PoolClient) => Promise<Result>): Promise<Result> {
    return inSnapshot(this.pool, work)
  }

  private async read(condition: string, values: readonly unknown[]): Promise<readonly ClosedMonth[]> {
    const { rows } = await this.pool.query<ClosedMonth>(
      `select payload->>'month' as month, payload->'cut' as cut, actor->>'person' as "closedBy",
         to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "closedAt"
       from event_log where ${condition} order by stream_id desc`,
      [...values],
    )
    return rows
  }
}
