import type { Pool } from 'pg'
import type { BookedKind } from '@zhuji/contracts'
import type { Fen } from '@zhuji/kernel'
import type { AskedClocks, ScopeFilter } from '@zhuji/platform'
import type { KindTotals } from '../ledger/accounts.js'
import { potNameOf } from '../ledger/balances.js'

export type Grouping = 'source' | 'region' | 'project' | 'programme'

export interface BalancesQuestion extends AskedClocks {
  /** A code; everything below it counts. */
  readonly region?: string
  readonly projectId?: string
  /** Only projects on one of these lists, each once however many lists it is on. */
  readonly programmeIds?: readonly string[]
}

/** Sums of the rows of balance days: any past costs what the present does. */
export class BalanceDays {
  constructor(private readonly pool: Pool) {}

  /** By group, the totals of each kind; regions by the code at the project’s own level. */
  async totals(
    by: Grouping | 'all',
    { region, projectId, programmeIds, asOf, knownOn }: BalancesQuestion,
    scope: ScopeFilter,
  ): Promise<ReadonlyMap<string, KindTotals>> {
    const { rows } = await this.pool.query<{ group: string; entry: BookedKind; fen: string }>(
      `${by === 'programme' || programmeIds ? LISTED : ''}
       select ${GROUPS[by]} as "group", entry, sum(fen)::text as fen
       from balance_day join known_project k using (project_id)
       ${by === 'programme' ? 'join listed using (project_id)' : ''}
       where ($1::text is null or $1 = any(k.region_codes)) and ($2::uuid is null or project_id = $2)
         and occurred_on <= coalesce($3::date, 'infinity') and known_on <= coalesce($4::date, 'infinity')
         and ($5 or k.owner_unit_id = any($6::text[]) or k.region_codes && $7::text[] or project_id::text = any($8::text[]))
         and ($9::uuid[] is null ${programmeIds ? 'or project_id in (select listed.project_id from listed)' : ''})
       group by 1, 2 order by 1, 2`,
      [
        region ?? null,
        projectId ?? null,
        asOf ?? null,
        knownOn ?? null,
        ...(scope.all ? [true, [], [], []] : [false, scope.unitIds, scope.regionCodes, scope.projectIds]),
        programmeIds ?? null,
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

  /** What lists are called, in their newest version. */
  async programmeNames(programmeIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { rows } = await this.pool.query<{ id: string; name: string }>({
      name: 'programme-names',
      text: `select distinct on (programme_id) programme_id as id, name from known_programme
        where programme_id = any($1::uuid[]) order by programme_id, version desc`,
      values: [programmeIds],
    })
    return new Map(rows.map(({ id, name }) => [id, name]))
  }
}

/**
 * The projects of each list in the version that was in force, each once: those that a line names, else those of its kinds
 * and regions, of which none stands for all.
 */
const LISTED = `with in_force as (
    select distinct on (programme_id) programme_id, scopes from known_programme
    where occurred_on <= coalesce($3::date, 'infinity') and known_on <= coalesce($4::date, 'infinity')
      and ($9::uuid[] is null or programme_id = any($9))
    order by programme_id, version desc),
  listed as (
    select distinct programme_id, k.project_id from in_force, jsonb_array_elements(scopes) scope, known_project k
    where case when jsonb_array_length(scope -> 'projectIds') > 0 then scope -> 'projectIds' ? k.project_id::text
      else (scope -> 'facilityKinds' = '[]' or scope -> 'facilityKinds' ? k.facility_kind)
        and (scope -> 'regions' = '[]' or scope -> 'regions' ?| k.region_codes) end)`

const GROUPS: Readonly<Record<Grouping | 'all', string>> = {
  all: `''`,
  source: 'pot',
  region: `coalesce(k.region_codes[array_length(k.region_codes, 1)], '')`,
  project: 'project_id::text',
  programme: 'programme_id::text',
}
