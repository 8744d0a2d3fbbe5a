import {
  alertEvents,
  fundingEvents,
  milestoneEvents,
  registryEvents,
  RegionDefined,
  ProgrammeIssued,
  ProgrammeRevised,
} from '@zhuji/contracts'

/** Everything about projects from all four logs, and the region tree. Programmes have a group of their own (`programmes/`). */
export const dashboardEvents = [...registryEvents, ...milestoneEvents, ...fundingEvents, ...alertEvents].filter(
  ({ type }) => type !== ProgrammeIssued.type && type !== ProgrammeRevised.type,
)

export function isAboutProject(type: string): boolean {
  return type !== RegionDefined.type
}

/** Whose facts these are. */
export const sources: readonly string[] = [...new Set(dashboardEvents.map(({ context }) => context))]
