import type { Severity } from '@zhuji/contracts'
import type { ScopeFilter } from '@zhuji/platform'
import type { WatchedIdentity } from '../watch/watched-identity.js'
import type { AlertEpisode } from './alert-episode.js'

/** Which alerts somebody wants; an empty list sets no condition. */
export interface AlertFilter {
  /** Codes of divisions; a division stands for everything below it. */
  readonly regions: readonly string[]
  readonly facilityKinds: readonly string[]
  readonly measures: readonly string[]
  readonly severities: readonly string[]
}

export interface Candidate {
  readonly episode: AlertEpisode
  readonly previousSeverity: Severity
  readonly project: WatchedIdentity
}

/** Wanted, and visible: a filter never reaches beyond the scope of whom it belongs to. */
export function isFor(filter: AlertFilter, scope: ScopeFilter, candidate: Candidate): boolean {
  const { episode, previousSeverity, project } = candidate
  return (
    isInScope(scope, project) &&
    (filter.regions.length === 0 || project.regionCodes.some((code) => filter.regions.includes(code))) &&
    isAmong(filter.facilityKinds, project.facilityKind) &&
    isAmong(filter.measures, episode.cause.measure) &&
    (isAmong(filter.severities, episode.severity) || isAmong(filter.severities, previousSeverity))
  )
}

function isAmong(wanted: readonly string[], value: string): boolean {
  return wanted.length === 0 || wanted.includes(value)
}

export function isInScope(scope: ScopeFilter, project: WatchedIdentity): boolean {
  if (scope.all) return true
  return (
    scope.unitIds.includes(project.ownerUnitId) ||
    scope.projectIds.includes(project.projectId) ||
    project.regionCodes.some((code) => scope.regionCodes.includes(code))
  )
}
