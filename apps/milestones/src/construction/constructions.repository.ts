import { DomainError } from '@zhuji/kernel'
import type { EventStore, LogReader } from '@zhuji/messaging'
import {
  allows,
  assertVisible,
  type KnownProject,
  type KnownProjects,
  type Principal,
  type Clocks,
} from '@zhuji/platform'
import { describeConstruction } from './construction-answer.js'
import { constructionAt, type PastConstruction } from './construction-at.js'
import { type Construction, constructionDecider, constructionStream } from './construction.js'

export type ConstructionView = ReturnType<typeof describeConstruction> & {
  /** The newest day on which an import claimed that its source knew something of it. */
  readonly lastClaimedKnownOn: string | null
}

/** Questions to the recording side: always what the last commit left, and only of projects the caller may see. */
export class Constructions {
  constructor(
    private readonly store: EventStore,
    private readonly projects: KnownProjects,
    private readonly log: LogReader,
  ) {}

  /** `not-found` for a project that is unknown here or out of scope; without facts it is at version 0. */
  async get(projectId: string, principal: Principal): Promise<ConstructionView> {
    const [view] = await this.viewsOf([await this.visible(projectId, principal)])
    return view!
  }

  /** What its facts said at any past, refused like `get`; bounded by the facts of one project. */
  async at(projectId: string, clocks: Clocks, principal: Principal): Promise<PastConstruction> {
    const { projectId: known } = await this.visible(projectId, principal)
    return constructionAt(await this.log.ofStream(constructionStream(known)), clocks)
  }

  async viewAt(projectId: string, clocks: Clocks, principal: Principal): Promise<ConstructionView> {
    const { version, state, lastClaimedKnownOn } = await this.at(projectId, clocks, principal)
    return { ...describeConstruction(projectId, version, state), lastClaimedKnownOn }
  }

  /** In the order asked for; those that are unknown or out of scope are left out, repeated ids are told once. */
  async find(ids: readonly string[], principal: Principal): Promise<ConstructionView[]> {
    const wanted = [...new Set(ids.map((id) => id.toLowerCase()))]
    const found = await Promise.all(wanted.map((id) => this.projects.find(id)))
    return this.viewsOf(found.flatMap((project) => (project && isVisible(project, principal) ? [project] : [])))
  }

  private async visible(projectId: string, principal: Principal): Promise<KnownProject> {
    const project = await this.projects.find(projectId)
    if (!project) throw new DomainError('not-found', 'project-unknown', { figures: { projectId } })
    assertVisible(principal, 'milestones.read', project)
    return project
  }

  private async viewsOf(projects: readonly KnownProject[]): Promise<ConstructionView[]> {
    const streams = projects.map(({ projectId }) => constructionStream(projectId))
    const [states, claims] = await Promise.all([
      this.store.states<Construction>(streams, constructionDecider),
      this.store.newestClaims(streams),
    ])
    return projects.map(({ projectId }) => {
      const stream = constructionStream(projectId)
      const { version, state } = states.get(stream) ?? nothingYet
      return { ...describeConstruction(projectId, version, state), lastClaimedKnownOn: claims.get(stream) ?? null }
    })
  }
}

const nothingYet = { version: 0, state: constructionDecider.initial() }

function isVisible(project: KnownProject, principal: Principal): boolean {
  return allows(principal, 'milestones.read', project)
}
