import { facilityKinds } from '@zhuji/contracts'
import type { ScopeFilter } from '@zhuji/platform'
import { regionTrait } from '../card/traits.js'
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
  /** In place of `q`: the projects it finds. */
  readonly found?: readonly string[]
  readonly knownOn?: string
  /** The business day; everything that is known when absent. */
  readonly asOf?: string
}

export interface ProjectSet {
  /** What follows `from`: rows `p` as they are (or were) known. */
  readonly from: string
  readonly conditions: Conditions
  /** The column that names the project where only some of them are wanted, one after the other or by their ids. */
  readonly projectId: string
}

/** The kinds that a group and a kind together leave; undefined when neither narrows. */
export function kindsOf({ facilityGroup, facilityKind }: ProjectFilters): readonly string[] | undefined {
  if (facilityGroup === undefined) return facilityKind === undefined ? undefined : [facilityKind]
  const inGroup = Object.entries(facilityKinds).filter(([, { group }]) => group === facilityGroup)
  return inGroup.map(([kind]) => kind).filter((kind) => facilityKind === undefined || kind === facilityKind)
}

/** Cost follows the projects that a division has or had; how long their past is makes no difference. */
export function projectSet(filters: ProjectFilters, scope: ScopeFilter): ProjectSet {
  const { region } = filters
  const conditions = new Conditions()
  if (filters.knownOn === undefined && filters.asOf === undefined) {
    conditions.add('p.registered')
    addScope(conditions, scope, 'p')
    return narrowed({ from: `${presentCards(filters, conditions)} p`, conditions, projectId: 'p.project_id' }, filters)
  }
  const from = `${presentCards(filters, conditions)} c, lateral (${rowOn(filters, conditions)}) p`
  conditions.add('p.registered')
  addScope(conditions, scope, 'c')
  if (region !== undefined) conditions.add(EVER, regionTrait(region))
  return narrowed({ from, conditions, projectId: 'c.project_id' }, filters)
}

/** What was found is fetched first: `offset 0` keeps PostgreSQL from going through all projects in the order of a list instead. */
function presentCards({ found }: ProjectFilters, conditions: Conditions): string {
  if (!found) return 'project_card'
  return `(${conditions.bound('select * from project_card where project_id = any(?::uuid[]) offset 0', found)})`
}

/** Projects `c` of the past that at some time had a trait: most of all projects need not be looked at then. */
export const EVER = 'c.project_id in (select project_id from project_trait where trait = ?)'

/** After every day on which something can have become known. */
export const NOW = '9999-12-31'

/** The one row of project `c` that holds in both clocks: see card/past.ts. A day behind that of the knowledge shows no more than that day. */
export function rowOn({ knownOn = NOW, asOf = knownOn }: ProjectFilters, conditions: Conditions): string {
  const text = `select * from card_history h
    where h.project_id = c.project_id and h.occurred_on <= ?1::date and h.known_from <= ?2::date
    order by h.occurred_on desc, h.known_from desc limit 1`
  return conditions.bound(text, asOf < knownOn ? asOf : knownOn, knownOn)
}

function narrowed(set: ProjectSet, filters: ProjectFilters): ProjectSet {
  const { q } = filters
  addFilters(set.conditions, filters)
  const search = q === undefined ? undefined : searchCondition(q)
  if (search) {
    const matches = `select project_id from card_search where ${search.sql}`
    set.conditions.add(`${set.projectId} in (${matches})`, ...search.values)
  }
  return set
}

function addFilters(conditions: Conditions, filters: ProjectFilters): void {
  const { region, halt, alert, moneyAhead } = filters
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
 * Which rows of `card_search` a query finds; undefined when it asks for nothing. The index finds them by three characters at most;
 * where a query has more, the text decides whether its threes follow each other.
 */
export function searchCondition(q: string): { readonly sql: string; readonly values: readonly unknown[] } | undefined {
  const terms = termsOfQuery(q)
  if (terms.length === 0) return undefined
  if (terms.length === 1) return { sql: 'terms @> ?', values: [terms] }
  return { sql: 'terms @> ? and strpos(text, ?) > 0', values: [terms, normalized(q)] }
}
