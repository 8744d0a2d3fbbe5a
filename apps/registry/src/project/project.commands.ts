import { refuse } from '@zhuji/kernel'
import { assertAllowed, type CommandDefinition, defineCommand, type Prepared } from '@zhuji/platform'
import type { Regions } from '../region/regions.repository.js'
import {
  type ProjectDetailsBody,
  MergeProjectBody,
  MoveCustodyBody,
  ReasonBody,
  RegisterProjectBody,
  ReviseProjectBody,
} from './project.dto.js'
import type { ProjectRegister } from './project-register.repository.js'
import {
  cancel,
  merge,
  moveCustody,
  type Project,
  projectDecider,
  projectStream,
  refuseParent,
  register,
  reinstate,
  type Revision,
  revise,
  targetOf,
} from './project.js'

export type RegistryCommand<Body extends object> = CommandDefinition<Body, Project>

/** The register's commands on projects; the decisions themselves are in project.ts. */
export function projectCommands(regions: Regions, projects: ProjectRegister) {
  const onProject = <Body extends { occurredOn: string }>(
    definition: Pick<RegistryCommand<Body>, 'name' | 'permission' | 'body'>,
    decide: (project: Project, body: Body) => ReturnType<Prepared<Project>['decide']>,
  ): RegistryCommand<Body> => ({
    ...definition,
    decider: projectDecider,
    prepare: (body, { id }) => ({
      streamId: projectStream(id),
      target: targetOf,
      decide: (project) => decide(project, body),
    }),
  })

  return {
    register: registerProject(regions, projects),
    revise: reviseProject(regions, projects),
    merge: mergeProject(projects),
    moveCustody: onProject(
      { name: 'move-custody', permission: 'registry.move-custody', body: MoveCustodyBody },
      (project, { occurredOn, ...request }) => moveCustody(project, request, occurredOn),
    ),
    cancel: onProject({ name: 'cancel-project', permission: 'registry.cancel', body: ReasonBody }, (project, body) =>
      cancel(project, body.reason, body.occurredOn),
    ),
    reinstate: onProject(
      { name: 'reinstate-project', permission: 'registry.cancel', body: ReasonBody },
      (project, body) => reinstate(project, body.reason, body.occurredOn),
    ),
  }
}

function registerProject(regions: Regions, projects: ProjectRegister): RegistryCommand<RegisterProjectBody> {
  return defineCommand({
    name: 'register-project',
    permission: 'registry.register',
    body: RegisterProjectBody,
    decider: projectDecider,
    prepare: async ({ occurredOn, regionCode, ...body }, { id, knownOn }) => {
      if (knownOn === undefined) await refuseWrongParent(id, body.parentProjectId, projects)
      const regionPath = await regions.pathOf(regionCode)
      const registration = {
        ...body,
        projectId: id,
        construction: body.construction ?? ('new' as const),
        nationalCodes: body.nationalCodes ?? [],
        capacity: body.capacity ?? [],
        regionPath,
      }
      return {
        streamId: projectStream(id),
        claims: [`local-code/${body.localCode}`],
        target: { ownerUnitId: body.ownerUnit.id, regionCodes: regionPath.map((region) => region.code) },
        decide: (project) => register(project, registration, occurredOn),
      }
    },
  })
}

function reviseProject(regions: Regions, projects: ProjectRegister): RegistryCommand<ReviseProjectBody> {
  return defineCommand({
    name: 'revise-project',
    permission: 'registry.revise',
    body: ReviseProjectBody,
    decider: projectDecider,
    prepare: async ({ changes, reason, occurredOn }, { id, knownOn }) => {
      if (knownOn === undefined) await refuseWrongParent(id, changes.parentProjectId, projects)
      const revision = await revisionOf(changes, regions)
      return {
        streamId: projectStream(id),
        target: targetOf,
        decide: (project) => revise(project, { changes: revision, reason }, occurredOn),
      }
    },
  })
}

/** An import tells registers of the past in their own order: a phase may come before what it is a phase of. */
async function refuseWrongParent(id: string, parent: string | undefined, projects: ProjectRegister): Promise<void> {
  if (parent !== undefined) refuseParent(id, parent, await projects.lineOf(parent))
}

/** Both projects must be the caller's. */
function mergeProject(projects: ProjectRegister): RegistryCommand<MergeProjectBody> {
  return defineCommand({
    name: 'merge-project',
    permission: 'registry.cancel',
    body: MergeProjectBody,
    decider: projectDecider,
    prepare: async ({ intoProjectId, reason, occurredOn }, { id, caller }) => {
      const into = await projects.projectOf(intoProjectId)
      return {
        streamId: projectStream(id),
        target: targetOf,
        decide: (project) => {
          if (into.status === 'unknown') refuse('merged-into-unknown', { intoProjectId }, 'intoProjectId')
          assertAllowed(caller.principal, 'registry.cancel', targetOf(into))
          return merge(project, { into, reason }, occurredOn)
        },
      }
    },
  })
}

async function revisionOf({ regionCode, ...changes }: ProjectDetailsBody, regions: Regions): Promise<Revision> {
  return regionCode === undefined ? changes : { ...changes, regionPath: await regions.pathOf(regionCode) }
}
