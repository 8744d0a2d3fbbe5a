import {
  changesAfter,
  CustodyMoved,
  type DataOf,
  type NewEvent,
  PackageUnbundled,
  ProjectCancelled,
  ProjectDetailsRevised,
  ProjectMerged,
  ProjectRegistered,
  ProjectReinstated,
  type RevisedOn,
} from '@zhuji/contracts'
import { type CalendarDate, DomainError, refuse } from '@zhuji/kernel'
import type { Decider } from '@zhuji/messaging'

/**
 * A project in the register. It is registered once, revised as often as needed, passes from one owner unit to another, and
 * may be cancelled and taken up again. Nothing here says how far it is built: that is derived from milestones.
 */
export type Project = { readonly status: 'unknown' } | RegisteredProject
export interface RegisteredProject {
  readonly status: 'registered' | 'cancelled'
  readonly registered: Registration
  /** The project it went into. */
  readonly mergedInto?: string
  /** What the package was taken apart into. */
  readonly unbundledInto?: readonly string[]
  /** A revision of an earlier day may be told later. */
  readonly revisedOn?: RevisedOn
}

export type Registration = DataOf<typeof ProjectRegistered>
export type Revision = DataOf<typeof ProjectDetailsRevised>['changes']
type Unit = Registration['ownerUnit']

export const projectStream = (projectId: string): string => `project/${projectId}`

export const projectDecider: Decider<Project> = {
  stateVersion: 2,
  initial: () => ({ status: 'unknown' }),
  evolve: (project, event) => {
    if (event.type === ProjectRegistered.type) return { status: 'registered', registered: event.data as Registration }
    if (project.status === 'unknown') return project
    switch (event.type) {
      case ProjectDetailsRevised.type: {
        const { changes } = event.data as DataOf<typeof ProjectDetailsRevised>
        return revisedBy(project, changes, event.occurredOn)
      }
      case CustodyMoved.type: {
        const { toUnit, responsiblePerson } = event.data as DataOf<typeof CustodyMoved>
        const person = responsiblePerson === undefined ? {} : { responsiblePerson }
        return { ...project, registered: { ...project.registered, ownerUnit: toUnit, ...person } }
      }
      case ProjectCancelled.type:
        return { ...project, status: 'cancelled' }
      case ProjectMerged.type:
        return { ...project, mergedInto: (event.data as DataOf<typeof ProjectMerged>).intoProjectId }
      case PackageUnbundled.type: {
        const { partIds, left } = event.data as DataOf<typeof PackageUnbundled>
        return { ...revisedBy(project, left, event.occurredOn), unbundledInto: partIds }
      }
      case ProjectReinstated.type: {
        const { mergedInto: _, ...kept } = project
        return { ...kept, status: 'registered' }
      }
      default:
        return project
    }
  },
}

export function register(project: Project, registration: Registration, occurredOn: string): readonly NewEvent[] {
  if (project.status !== 'unknown') {
    throw new DomainError('conflict', 'project-already-registered', { figures: { projectId: registration.projectId } })
  }
  refuseNeedBeforeStart(registration)
  return [ProjectRegistered(registration, occurredOn)]
}

export interface RevisionRequest {
  readonly changes: Revision
  readonly reason?: string
}

/**
 * Only what really changes is recorded; a revision that changes nothing records nothing. What happened last counts, not what
 * was told last: a field that was revised of a later day changes for the days before that alone.
 */
export function revise(
  project: Project,
  { changes, reason }: RevisionRequest,
  occurredOn: string,
): readonly NewEvent[] {
  const before = existing(project)
  const { registered, revisedOn = {} } = before
  const isOvertaken = (field: string) => (revisedOn[field] ?? '') > occurredOn
  const changed = Object.entries(changes).filter(([field, value]) => {
    const held = registered[field as keyof Registration]
    return value !== undefined && (isOvertaken(field) || JSON.stringify(value) !== JSON.stringify(held))
  })
  if (changed.length === 0) return []
  const overtaken = changed.map(([field]) => field).filter(isOvertaken)
  const told = Object.fromEntries(changed) as Revision
  refuseNeedBeforeStart(revisedBy(before, told, occurredOn).registered)
  const data = { projectId: registered.projectId, changes: told, ...(overtaken.length > 0 && { overtaken }), reason }
  return [ProjectDetailsRevised(data, occurredOn)]
}

function revisedBy(project: RegisteredProject, told: Revision, on: CalendarDate): RegisteredProject {
  const { changes, revisedOn } = changesAfter(project.revisedOn ?? {}, told, on)
  return { ...project, registered: { ...project.registered, ...changes }, revisedOn }
}

export interface CustodyRequest {
  readonly toUnit: Unit
  readonly responsiblePerson?: string
  readonly reason?: string
}

export function moveCustody(project: Project, request: CustodyRequest, occurredOn: string): readonly NewEvent[] {
  const { registered } = notCancelled(project)
  const { ownerUnit: fromUnit, projectId } = registered
  if (fromUnit.id === request.toUnit.id) refuse('custody-already-there', { unit: fromUnit.name }, 'toUnit')
  return [CustodyMoved({ projectId, fromUnit, ...request }, occurredOn)]
}

export function cancel(project: Project, reason: string, occurredOn: string): readonly NewEvent[] {
  const { registered } = notCancelled(project)
  return [ProjectCancelled({ projectId: registered.projectId, reason }, occurredOn)]
}

export interface MergerRequest {
  readonly into: Project
  readonly reason: string
}

/** Ends as a cancellation does, so nothing is due of it any more and it counts in no list; taking it up again undoes both. */
export function merge(project: Project, { into, reason }: MergerRequest, occurredOn: string): readonly NewEvent[] {
  const { projectId } = notCancelled(project).registered
  const { status, registered: other } = existing(into)
  if (other.projectId === projectId) refuse('merged-into-itself', { name: other.name }, 'intoProjectId')
  if (status === 'cancelled') refuse('merged-into-cancelled', { name: other.name }, 'intoProjectId')
  return [
    ProjectMerged({ projectId, intoProjectId: other.projectId, reason }, occurredOn),
    ProjectCancelled({ projectId, reason }, occurredOn),
  ]
}

/** A phase (一期/二期) lies below a registered project, and below itself in no way. */
export function refuseParent(projectId: string, parentProjectId: string, ancestors: readonly string[]): void {
  const field = 'parentProjectId'
  if (parentProjectId === projectId) refuse('parent-is-itself', { projectId }, field)
  if (ancestors.length === 0) refuse('parent-unknown', { parentProjectId }, field)
  if (ancestors.includes(projectId)) refuse('parent-in-a-ring', { projectId, parentProjectId }, field)
}

export function reinstate(project: Project, reason: string, occurredOn: string): readonly NewEvent[] {
  const { status, registered } = existing(project)
  if (status !== 'cancelled') refuse('project-not-cancelled', { name: registered.name })
  return [ProjectReinstated({ projectId: registered.projectId, reason }, occurredOn)]
}

/** Who answers for it now: what a caller must be allowed to act on. */
export function targetOf(project: Project): {
  readonly projectId: string
  readonly ownerUnitId: string
  readonly regionCodes: readonly string[]
} {
  const { projectId, ownerUnit, regionPath } = existing(project).registered
  return { projectId, ownerUnitId: ownerUnit.id, regionCodes: regionPath.map((region) => region.code) }
}

function existing(project: Project): RegisteredProject {
  if (project.status === 'unknown') throw new DomainError('not-found', 'project-unknown')
  return project
}

export function notCancelled(project: Project): RegisteredProject {
  const found = existing(project)
  if (found.status === 'cancelled') refuse('project-cancelled', { name: found.registered.name })
  return found
}

function refuseNeedBeforeStart({ plannedStartOn, needOn }: Pick<Registration, 'plannedStartOn' | 'needOn'>): void {
  if (!plannedStartOn || !needOn || needOn >= plannedStartOn) return
  refuse('need-before-start', { needOn, plannedStartOn }, 'needOn')
}
