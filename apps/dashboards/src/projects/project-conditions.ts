import { facilityKinds } from '@zhuji/contracts'
import type { ScopeFilter } from '@zhuji/platform'
import { addScope, Conditions } from '../scope/conditions.js'
import { normalized, termsOfQuery } from './search-terms.js'

/** What narrows a set of projects; of a list, a summary or an explanation alike. */
export interface ProjectFilters {
  readonly region?: string
  readonly facilityGroup?: string
  readonly facilityKind?: string
  readonly stage?: string
  readonly status?: string
  readonly registerWord?: string
  readonly halt?: string
  readonly ownerUnit?: string
  readonly alert?: string
  readonly moneyAhead?: number
  readonly q?: string
  readonly knownOn?: string
  /** The business day; everything that is known when absent. */
  readonly asOf?: string
}

export interface ProjectSet {
  /** What follows `from`: rows `p` as they are (or were) known. */
  readonly from: string
  readonly conditions: Conditions
}

/** The kinds that a group and a kind together leave; undefined when neither narrows. */
export function kindsOf({ facilityGroup, facilityKind }: ProjectFilters): readonly string[] | undefined {
  if (facilityGroup === undefined) return facilityKind === undefined ? undefined : [facilityKind]
  const inGroup = Object.entries(facilityKinds).filter(([, { group }]) => group === facilityGroup)
  return inGroup.map(([kind]) => kind).filter((kind) => facilityKind === undefined || kind === facilityKind)
}

export function projectSet(filters: ProjectFilters, scope: ScopeFilter): ProjectSet {
  const conditions = new Conditions().add('p.registered')
  const isPast = filters.knownOn !== undefined || filters.asOf !== undefined
  if (isPast) addClocks(conditions, filters)
  addScope(conditions, scope, isPast ? 'c' : 'p')
  addFilters(conditions, filters)
  const past = scope.all ? 'card_history p' : 'card_history p join project_card c using (project_id)'
  return { from: isPast ? past : 'project_card p', conditions }
}

/** After every day on which something can have become known. */
export const NOW = '9999-12-31'

/** The one row of each project that holds in both clocks: see card/past.ts. */
function addClocks(conditions: Conditions, { knownOn = NOW, asOf }: ProjectFilters): void {
  if (asOf === undefined) {
    conditions.add('p.known_from <= ?1::date and p.known_until > ?1::date', knownOn)
    return
  }
  conditions.add(
    `p.known_from <= ?1::date and p.closed_on > ?1::date and p.occurred_on <= ?2::date
       and (p.known_until > ?1::date or p.occurred_until > ?2::date)`,
    knownOn,
    asOf,
  )
}

function addFilters(conditions: Conditions, filters: ProjectFilters): void {
  const { region, halt, alert, moneyAhead, q } = filters
  const kinds = kindsOf(filters)
  if (region !== undefined) conditions.add('p.region_codes @> array[?]', region)
  if (kinds !== undefined) conditions.add('p.facility_kind = any(?)', kinds)
  if (halt === 'any') conditions.add('p.halt is not null')
  else if (halt !== undefined) conditions.add('p.halt = ?', halt)
  if (filters.stage !== undefined) conditions.add('p.stage = ?', filters.stage)
  if (filters.status !== undefined) conditions.add('p.status = ?', filters.status)
  if (filters.registerWord !== undefined) conditions.add('p.register_word = ?', filters.registerWord)
  if (filters.ownerUnit !== undefined) conditions.add('p.owner_unit_id = ?', filters.ownerUnit)
  if (alert !== undefined) conditions.add(lightCondition(alert))
  if (moneyAhead !== undefined) addMoneyAhead(moneyAhead, conditions)
  const search = q === undefined ? undefined : searchCondition(q)
  if (search)
    conditions.add(`p.project_id in (select project_id from card_search where ${search.sql})`, ...search.values)
}

/** As `isAhead` says: before rounding. The rounded points only keep the index in use. */
function addMoneyAhead(limitPoints: number, conditions: Conditions): void {
  conditions.add('p.gap_points >= ?', limitPoints)
  conditions.add(
    'p.paid_fen * 100::numeric > (round(p.physical_percent::numeric, 4) + ?::numeric) * p.agreed_fen',
    limitPoints,
  )
}

function lightCondition(alert: string): string {
  if (alert === 'red') return 'p.alerts_red > 0'
  return alert === 'yellow' ? 'p.alerts_yellow > 0' : '(p.alerts_red > 0 or p.alerts_yellow > 0)'
}

/**
 * Which rows of `card_search` a query finds; undefined when it asks for nothing. The index finds them by pairs of characters;
 * where these are several, the text decides whether they follow each other.
 */
export function searchCondition(q: string): { readonly sql: string; readonly values: readonly unknown[] } | undefined {
  const terms = termsOfQuery(q)
  if (terms.length === 0) return undefined
  if (terms.length === 1) return { sql: 'terms @> ?', values: [terms] }
  return { sql: 'terms @> ? and strpos(text, ?) > 0', values: [terms, normalized(q)] }
}
