import { DomainError } from '@zhuji/kernel'
import { assertVisible, type Caller, type KnownProject, type KnownProjects } from '@zhuji/platform'
import { targetOf } from './ledger.commands.js'

/** A project nobody told us of and one out of scope look the same. */
export class VisibleProjects {
  constructor(private readonly projects: KnownProjects) {}

  async get(projectId: string, { principal }: Caller): Promise<KnownProject> {
    const project = await this.projects.find(projectId)
    if (!project) throw new DomainError('not-found', 'not-found')
    assertVisible(principal, 'funding.read', targetOf(project))
    return project
  }
}
