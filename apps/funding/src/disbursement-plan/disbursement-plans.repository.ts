import type { AskedClocks } from '@zhuji/platform'
import type { Pool } from 'pg'
import { type BookedKind, type DataOf, DisbursementPlanned, ledgerSums, paidFen, upcast } from '@zhuji/contracts'
import type { CalendarDate } from '@zhuji/kernel'
import { potNameOf } from '../ledger/balances.js'
import type { PaidMonth } from './beside-actual.js'
import { disbursementPlanStream } from './disbursement-plan.js'

export interface PlanVersion extends Omit<DataOf<typeof DisbursementPlanned>, 'projectId'> {
  readonly occurredOn: CalendarDate
  readonly knownOn: CalendarDate
}

/** A project's plans from their own stream, and what was paid from the days of its balances. */
export class DisbursementPlans {
  constructor(private readonly pool: Pool) {}

  /** The first one first. */
  async versions(projectId: string, { asOf, knownOn }: AskedClocks): Promise<readonly PlanVersion[]> {
    const { rows } = await this.pool.query<{ type: string; data: unknown; occurred_on: string; known_on: string }>({
      name: 'disbursement-plans',
      text: `select type, payload as data, occurred_on::text as occurred_on, known_on::text as known_on from event_log
        where stream_id = $1 and occurred_on <= coalesce($2::date, 'infinity') and known_on <= coalesce($3::date, 'infinity')
        order by stream_version`,
      values: [disbursementPlanStream(projectId), asOf ?? null, knownOn ?? null],
    })
    return rows.map(({ type, data, occurred_on, known_on }) => ({
      ...(upcast({ type, data }).data as DataOf<typeof DisbursementPlanned>),
      occurredOn: occurred_on,
      knownOn: known_on,
    }))
  }

  async paid(projectId: string, { asOf, knownOn }: AskedClocks): Promise<readonly PaidMonth[]> {
    const { rows } = await this.pool.query<{ month: string; pot: string; totals: Record<BookedKind, number> }>({
      name: 'paid-months',
      text: `select month, pot, json_object_agg(entry, fen) as totals from (
          select to_char(occurred_on, 'YYYY-MM') as month, pot, entry, sum(fen) as fen from balance_day
          where project_id = $1 and occurred_on <= coalesce($2::date, 'infinity') and known_on <= coalesce($3::date, 'infinity')
          group by 1, 2, 3) sums
        group by month, pot order by month, pot`,
      values: [projectId, asOf ?? null, knownOn ?? null],
    })
    return rows
      .map(({ month, pot, totals }) => ({
        month,
        source: potNameOf(pot).source ?? null,
        paidFen: paidFen(ledgerSums(totals)),
      }))
      .filter((paid) => paid.paidFen !== 0)
  }
}
