import { type DataOf, ProjectRegistered } from '@zhuji/contracts'
import { StoppedClock } from '@zhuji/kernel'
import { freshDatabase, Neighbour, type RunningServices, runServices, type Speaker } from '@zhuji/testing'

export const education = { id: 'edu-bureau', name: '市教育局' }
export const health = { id: 'health-commission', name: '市卫健委' }

/** The present of the service under test: noon of the last day of 2026 in Shanghai. */
const NOW = new Date('2026-12-31T04:00:00Z')

export type School = DataOf<typeof ProjectRegistered>

export function aSchool(projectId: string, changes: Partial<School> = {}) {
  const school = {
    ...ProjectRegistered.examples[0]!,
    localCode: projectId,
    ownerUnit: education,
    ...changes,
    projectId,
  }
  return ProjectRegistered(school, '2026-01-15')
}

/** The service beside a registry of which only the log is there. */
export class Milestones {
  private constructor(
    readonly services: RunningServices,
    readonly registry: Neighbour,
    readonly office: Speaker,
  ) {}

  static async run(module: new () => object): Promise<Milestones> {
    const database = await freshDatabase()
    const clock = new StoppedClock(NOW)
    const registry = await Neighbour.open('registry', database.url, clock)
    const services = await runServices({ modules: [module], clock, database })
    return new Milestones(
      services,
      registry,
      await services.as({ role: 'project-office', unit: education, person: 'office' }),
    )
  }

  as: RunningServices['as'] = (facts) => this.services.as(facts)

  async stop(): Promise<void> {
    await this.registry.close()
    await this.services.stop()
  }

  async registered(projectId: string, changes: Partial<School> = {}): Promise<string> {
    await this.registry.tells(projectId, aSchool(projectId, changes))
    return projectId
  }

  /** Started on 2 March 2026. */
  async underConstruction(projectId: string): Promise<string> {
    await this.registered(projectId)
    const start = { milestone: 'start', occurredOn: '2026-03-02' }
    const receipt = await this.office.post(path(projectId, 'milestones-reached'), start)
    if (receipt.status !== 201) throw new Error(`the start was not recorded: ${JSON.stringify(receipt.body)}`)
    return projectId
  }
}

export const path = (projectId: string, what = ''): string =>
  `/api/v1/milestones/projects/${projectId}${what === '' ? '' : `/${what}`}`
