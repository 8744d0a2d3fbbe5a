import type { Principal } from './principal.js'
import type { Role } from './roles.js'

/**
 * How far a permission reaches. `all`: every object. `unit`: objects whose owner is the caller's unit. `region`: objects
 * in one of the caller's regions or below. `own`: projects named in the caller's token. A cell with several scopes is
 * satisfied by any of them.
 */
export type Scope = 'all' | 'unit' | 'region' | 'own'
type Cell = '-' | Scope | 'unit own' | 'region unit'

// prettier-ignore
const table = {
  //                            项目办       财务           督查        管理员  审计
  'registry.register':          ['unit',     '-',           '-',        'all',  '-'],
  'registry.revise':            ['unit own', '-',           '-',        'all',  '-'],
  'registry.move-custody':      ['unit',     '-',           '-',        'all',  '-'],
  'registry.cancel':            ['unit',     '-',           '-',        'all',  '-'],
  'registry.define-region':     ['-',        '-',           '-',        'all',  '-'],
  'registry.issue-programme':   ['-',        '-',           'region',   'all',  '-'],
  'registry.read':              ['unit own', 'region unit', 'region',   'all',  'all'],
  'milestones.plan':            ['unit own', '-',           '-',        'all',  '-'],
  'milestones.forecast':        ['unit own', '-',           '-',        'all',  '-'],
  'milestones.report':          ['unit own', '-',           '-',        'all',  '-'],
  'milestones.reach':           ['unit own', '-',           '-',        'all',  '-'],
  'milestones.halt':            ['unit own', '-',           '-',        'all',  '-'],
  'milestones.inspect':         ['-',        '-',           'region',   'all',  '-'],
  /** To upload a file; naming it in a fact takes that fact's own permission. */
  'milestones.evidence':        ['unit own', '-',           'region',   'all',  '-'],
  'milestones.correct':         ['unit own', '-',           '-',        'all',  '-'],
  'milestones.read':            ['unit own', 'region unit', 'region',   'all',  'all'],
  /** Working days are the same for every project of the deployment. */
  'milestones.calendar':        ['-',        '-',           '-',        'all',  '-'],
  'funding.post':               ['-',        'region unit', '-',        'all',  '-'],
  'funding.reverse':            ['-',        'region unit', '-',        'all',  '-'],
  'funding.read':               ['unit own', 'region unit', 'region',   'all',  'all'],
  'alerts.acknowledge':         ['unit own', '-',           'region',   'all',  '-'],
  'alerts.subscribe':           ['unit own', 'region unit', 'region',   'all',  '-'],
  'alerts.read':                ['unit own', 'region unit', 'region',   'all',  'all'],
  'dashboards.read':            ['unit own', 'region unit', 'region',   'all',  'all'],
  /** Freezes a month for everybody. */
  'dashboards.close':           ['-',        '-',           '-',        'all',  '-'],
  /** Bulletins of a region; one without a region is of the whole deployment. */
  'dashboards.publish':         ['-',        '-',           'region',   'all',  '-'],
  /** Many commands in one request; each still needs its own permission. */
  'commands.bulk':              ['all',      'all',         'all',      'all',  '-'],
  /** Loads registers of the past: may claim since when a source knew a fact, and may record what breaks a rule. */
  'imports.run':                ['-',        '-',           '-',        'all',  '-'],
  /** What proves that logs were not changed: of whole logs, so for those alone who may read all of them. */
  'audit.read':                 ['-',        '-',           '-',        'all',  'all'],
  /** To have what is recorded sealed now, without waiting for its time. */
  'audit.seal':                 ['-',        '-',           '-',        'all',  '-'],
  'session.read':               ['all',      'all',         'all',      'all',  'all'],
  'operations.read':            ['-',        '-',           '-',        'all',  '-'],
} as const satisfies Record<string, readonly [Cell, Cell, Cell, Cell, Cell]>

export type Permission = keyof typeof table
export const permissions = Object.keys(table) as readonly Permission[]

const columns: Readonly<Record<Role, 0 | 1 | 2 | 3 | 4>> = {
  'project-office': 0,
  finance: 1,
  supervisor: 2,
  administrator: 3,
  auditor: 4,
}

/** The scopes in which a role holds a permission; empty when it does not. */
export function scopesOf(role: Role, permission: Permission): readonly Scope[] {
  const cell: Cell = table[permission][columns[role]]
  return cell === '-' ? [] : (cell.split(' ') as Scope[])
}

/** What a permission is asked for: the owner unit, the path of regions from the root to the leaf, the project. */
export interface Target {
  readonly ownerUnitId?: string
  readonly regionCodes?: readonly string[]
  readonly projectId?: string
}

/**
 * Without a target: may this role do such a thing at all. With one: may this principal do it to this object. A target
 * that does not say what a scope asks for is out of that scope.
 */
export function allows(principal: Principal, permission: Permission, target?: Target): boolean {
  const scopes = scopesOf(principal.role, permission)
  if (target === undefined) return scopes.length > 0
  return scopes.some((scope) => holdsIn(scope, principal, target))
}

function holdsIn(scope: Scope, principal: Principal, target: Target): boolean {
  switch (scope) {
    case 'all':
      return true
    case 'unit':
      return principal.unit !== null && principal.unit.id === target.ownerUnitId
    case 'region':
      return target.regionCodes?.some((code) => principal.regions.includes(code)) ?? false
    case 'own':
      return target.projectId !== undefined && principal.projects.includes(target.projectId)
  }
}

/**
 * The same rule as a condition for lists: an object is visible when its owner unit is among `unitIds`, or any region of
 * its path is among `regionCodes`, or its project is among `projectIds`. All three empty: nothing is visible.
 */
export type ScopeFilter =
  | { readonly all: true }
  | {
      readonly all: false
      readonly unitIds: readonly string[]
      readonly regionCodes: readonly string[]
      readonly projectIds: readonly string[]
    }

export function scopeFilter(principal: Principal, permission: Permission): ScopeFilter {
  const scopes = scopesOf(principal.role, permission)
  if (scopes.includes('all')) return { all: true }
  return {
    all: false,
    unitIds: scopes.includes('unit') && principal.unit ? [principal.unit.id] : [],
    regionCodes: scopes.includes('region') ? principal.regions : [],
    projectIds: scopes.includes('own') ? principal.projects : [],
  }
}
