import { DomainError } from '@zhuji/kernel'
import { atBothDays, type EventStore, folded, type LogReader } from '@zhuji/messaging'
import type { AskedClocks, Target } from '@zhuji/platform'
import type { DataSource } from 'typeorm'
import { type Project, projectDecider, projectStream, type RegisteredProject, type Registration } from './project.js'

/** A project as the register has it now, with the version to send as If-Match. */
export type ProjectEntry = { readonly version: number } & Pick<
  RegisteredProject,
  'status' | 'mergedInto' | 'unbundledInto'
> &
  Registration

/** Questions to the recording side: always what the last commit left. */
export class ProjectRegister {
  constructor(
    private readonly store: EventStore,
    private readonly source: DataSource,
    private readonly log: LogReader,
  ) {}

  async find(ids: readonly string[]): Promise<ProjectEntry[]> {
    const states = await this.store.states<Project>(ids.map(projectStream), projectDecider)
    return [...states.values()].flatMap(({ version, state }) => entryOf(version, state) ?? [])
  }

  /** What the register said by both days, from the project's own facts. Throws `project-unknown`, also before the registration. */
  async at(projectId: string, { asOf, knownOn }: Required<AskedClocks>): Promise<ProjectEntry> {
    const events = atBothDays(await this.log.ofStream(projectStream(projectId)), { asOf, knownOn })
    const entry = entryOf(events.at(-1)?.streamVersion ?? 0, folded(projectDecider, events).state)
    if (!entry) throw unknown(projectId)
    return entry
  }

  async get(projectId: string): Promise<ProjectEntry> {
    const [entry] = await this.find([projectId])
    if (!entry) throw unknown(projectId)
    return entry
  }

  async projectOf(projectId: string): Promise<Project> {
    const states = await this.store.states<Project>([projectStream(projectId)], projectDecider)
    return states.get(projectStream(projectId))?.state ?? projectDecider.initial()
  }

  /** A project and everything it lies below, upwards; empty when nobody registered it. */
  async lineOf(projectId: string): Promise<readonly string[]> {
    const line: string[] = []
    let next: string | undefined = projectId
    while (next !== undefined && !line.includes(next)) {
      const project: Project = await this.projectOf(next)
      if (project.status === 'unknown') break
      line.push(next)
      next = project.registered.parentProjectId
    }
    return line
  }

  /** The phases and parts that lie directly below it, by their codes. */
  async partsOf(projectId: string): Promise<ProjectEntry[]> {
    const rows = await this.source.query<{ id: string }[]>(
      `select substr(id, length('project/') + 1) as id from registry.stream
        where state->'registered'->>'parentProjectId' = $1`,
      [projectId],
    )
    const entries = await this.find(rows.map(({ id }) => id))
    return entries.sort((one, other) => (one.localCode < other.localCode ? -1 : 1))
  }

  async idByLocalCode(localCode: string): Promise<string | undefined> {
    const rows = await this.source.query<{ id: string }[]>(
      `select substr(stream_id, length('project/') + 1) as id from registry.claim where name = $1`,
      [`local-code/${localCode}`],
    )
    return rows[0]?.id
  }
}

function entryOf(version: number, state: Project): ProjectEntry | undefined {
  if (state.status === 'unknown') return undefined
  const { registered, revisedOn: _, ...marks } = state
  return { version, ...marks, ...registered }
}

function unknown(projectId: string): DomainError {
  return new DomainError('not-found', 'project-unknown', { figures: { projectId } })
}

export function targetOfEntry({ projectId, ownerUnit, regionPath }: ProjectEntry): Target {
  return { projectId, ownerUnitId: ownerUnit.id, regionCodes: regionPath.map((region) => region.code) }
}
