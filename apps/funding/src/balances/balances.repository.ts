import type { Pool } from 'pg'
import type { BookedKind } from '@zhuji/contracts'
import type { CalendarDate, Fen } from '@zhuji/kernel'
import type { ScopeFilter } from '@zhuji/platform'
import type { KindTotals } from '../ledger/accounts.js'
import { potNameOf } from '../ledger/balances.js'

export type Grouping = 'source' | 'region' | 'project'

export interface BalancesQuestion {
  /** A code; everything below it counts. */
  readonly region?: string
  readonly projectId?: string
  /** What happened by this day … */
  readonly asOf?: CalendarDate
  /** … as it was known at the end of that one. */
  readonly knownOn?: CalendarDate
}

/** Sums of the rows of balance days: any past costs what the present does. */
export class BalanceDays {
  constructor(private readonly pool: Pool) {}

  /** By group, the totals of each kind; regions by the code at the project’s own level. */
  async totals(
    by: Grouping | 'all',
    { region, projectId, asOf, knownOn }: BalancesQuestion,
    scope: ScopeFilter,
  ): Promise<ReadonlyMap<string, KindTotals>> {
    const { rows } = await this.pool.query<{ group: string; entry: BookedKind; fen: string }>(
      `select ${GROUPS[by]} as "group", entry, sum(fen)::text as fen
       from balance_day join known_project k using (project_id)
       where ($1::text is null or $1 = any(k.region_codes)) and ($2::uuid is null or project_id = $2)
         and occurred_on <= coalesce($3::date, 'infinity') and known_on <= coalesce($4::date, 'infinity')
         and ($5 or k.owner_unit_id = any($6::text[]) or k.region_codes && $7::text[] or project_id::text = any($8::text[]))
       group by 1, 2 order by 1, 2`,
      [
        region ?? null,
        projectId ?? null,
        asOf ?? null,
        knownOn ?? null,
        ...(scope.all ? [true, [], [], []] : [false, scope.unitIds, scope.regionCodes, scope.projectIds]),
      ],
    )
    const groups = new Map<string, Partial<Record<BookedKind, Fen>>>()
    for (const { group, entry, fen } of rows) {
      const name = by === 'source' ? (potNameOf(group).source ?? '') : group
      const totals = groups.get(name) ?? {}
      totals[entry] = (totals[entry] ?? 0) + Number(fen)
      groups.set(name, totals)
    }
    return groups
  }
}

const GROUPS: Readonly<Record<Grouping | 'all', string>> = {
  all: `''`,
  source: 'pot',
  region: `coalesce(k.region_codes[array_length(k.region_codes, 1)], '')`,
  project: 'project_id::text',
}
