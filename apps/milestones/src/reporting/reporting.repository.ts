import type { Pool } from 'pg'
import type { ReportingStatus } from '@zhuji/contracts'
import { type CalendarDate, DomainError } from '@zhuji/kernel'
import { allows, type Principal, type ScopeFilter, scopeFilter } from '@zhuji/platform'
import {
  type KnownRhythm,
  noProjects,
  type ProjectReporting,
  reportingOfProject,
  rhythmsAt,
  type ScopeCounts,
  type SiteRecord,
  withProject,
} from './project-reporting.js'
import type { Cut } from './site-facts.js'

export interface ReportingWindow extends Cut {
  /** Periods due from this day on. */
  readonly from: CalendarDate
}

export interface ListedReporting extends Omit<ProjectReporting, 'periods' | 'isUnderWay'> {
  readonly projectId: string
  readonly localCode: string
  readonly name: string
}

export interface ReportingQuestion extends ReportingWindow {
  readonly region?: string
  readonly facilityKind?: string
  readonly status?: ReportingStatus
}

export interface ScopeReporting {
  readonly counts: ScopeCounts
  /** Those of the status asked for; what waits longest comes first, where nothing is waited for last. */
  readonly projects: readonly ListedReporting[]
}

interface Row extends SiteRecord {
  readonly ownerUnitId: string
}

/** Projects are read in portions, so that a province needs no more memory than a district. */
const PORTION = 500
/** Less than the id of any project. */
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

const SELECT = `select k.project_id as "projectId", k.local_code as "localCode", k.name,
    k.facility_kind as "facilityKind", k.region_codes as "regionCodes", k.owner_unit_id as "ownerUnitId",
    s.register, s.site
  from reporting_site s join known_project k using (project_id)`

/** Whether reports were due and made, on any day and as known on any day. */
export class Reporting {
  constructor(private readonly pool: Pool) {}

  /** `not-found` for a project that is unknown here or out of scope. */
  async ofProject(projectId: string, window: ReportingWindow, principal: Principal): Promise<ProjectReporting> {
    const [rhythms, { rows }] = await Promise.all([
      this.rhythms(window),
      this.pool.query<Row>({ name: 'reporting-site', text: `${SELECT} where k.project_id = $1`, values: [projectId] }),
    ])
    const [record] = rows
    if (!record || !allows(principal, 'milestones.read', record)) throw new DomainError('not-found', 'not-found')
    return reportingOfProject(record, rhythms, window)
  }

  async ofScope({ status, ...question }: ReportingQuestion, principal: Principal): Promise<ScopeReporting> {
    const rhythms = await this.rhythms(question)
    const projects: ListedReporting[] = []
    let counts = noProjects
    for await (const record of this.records(question, scopeFilter(principal, 'milestones.read'))) {
      const reporting = reportingOfProject(record, rhythms, question)
      counts = withProject(counts, reporting)
      const { periods, isUnderWay: _, ...told } = reporting
      const isAsked = periods.length > 0 && (status === undefined || told.status === status)
      const { projectId, localCode, name } = record
      if (isAsked) projects.push({ projectId, localCode, name, ...told })
    }
    return { counts, projects: projects.toSorted(byWaiting) }
  }

  private async rhythms(cut: Cut): Promise<readonly KnownRhythm[]> {
    const { rows } = await this.pool.query<{ known_on: string; asked: Omit<KnownRhythm, 'knownOn'> }>(
      'select known_on::text as known_on, asked from programme_rhythm order by programme_id, version',
    )
    return rhythmsAt(
      rows.map(({ known_on: knownOn, asked }) => ({ ...asked, knownOn })),
      cut,
    )
  }

  /**
   * Sites of which a milestone is known: nothing is due of the others. That is asked here, not of the database, which takes
   * such sites for few and then looks at all of them for every portion.
   */
  private async *records({ region, facilityKind }: ReportingQuestion, scope: ScopeFilter): AsyncGenerator<Row> {
    for (let after = BEFORE_ALL; ;) {
      const { rows } = await this.pool.query<Row>({
        text: `${SELECT} where s.project_id > $1::uuid and k.project_id > $1::uuid
            and ($2::text is null or $2 = any(k.region_codes)) and ($3::text is null or $3 = k.facility_kind)
            and ($4 or k.owner_unit_id = any($5::text[]) or k.region_codes && $6::text[]
              or k.project_id::text = any($7::text[]))
          order by k.project_id limit ${PORTION}`,
        values: [
          after,
          region ?? null,
          facilityKind ?? null,
          ...(scope.all ? [true, [], [], []] : [false, scope.unitIds, scope.regionCodes, scope.projectIds]),
        ],
      })
      yield* rows.filter(({ site }) => site.some(({ is }) => is === 'reached'))
      const last = rows.at(-1)
      if (!last || rows.length < PORTION) return
      after = last.projectId
    }
  }
}

/** The order of the list, and so of its pages. */
export function byWaiting(one: Waiting, other: Waiting): number {
  const [first, second] = [placeOf(one), placeOf(other)]
  return first < second ? -1 : Number(first > second)
}

export type Waiting = Pick<ListedReporting, 'dueOn' | 'projectId'>

function placeOf({ dueOn, projectId }: Waiting): string {
  return `${dueOn ?? '9999-12-31'} ${projectId}`
}
