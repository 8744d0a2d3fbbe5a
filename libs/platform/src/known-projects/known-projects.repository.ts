import type { Pool } from 'pg'
import type { FacilityKind } from '@zhuji/contracts'
import { DomainError } from '@zhuji/kernel'

/** A project as the registry last told it. Amounts in fen. */
export interface KnownProject {
  readonly projectId: string
  readonly localCode: string
  readonly name: string
  readonly facilityKind: FacilityKind
  readonly ownerUnitId: string
  /** From the root of the region tree to the project's own division. */
  readonly regionCodes: readonly string[]
  readonly approvedBudgetFen: number | null
  readonly plannedStartOn: string | null
  readonly needOn: string | null
  readonly reportEveryDays: number | null
  readonly agreement: string | null
  readonly cancelled: boolean
  /** The day it was cancelled; null while it is not. */
  readonly cancelledOn: string | null
}

const PATIENCE_MS = 2_000
const POLL_MS = 20

interface Row {
  project_id: string
  local_code: string
  name: string
  facility_kind: string
  owner_unit_id: string
  region_codes: string[]
  approved_budget_fen: string | null
  planned_start_on: string | null
  need_on: string | null
  report_every_days: number | null
  agreement: string | null
  cancelled: boolean
  cancelled_on: string | null
}

/** Look-ups that arrive in the same turn of the loop share one query, as the commands they serve share a transaction. */
export class KnownProjects {
  private waiting: Map<string, ((project: KnownProject | undefined) => void)[]> | undefined
  private failing: ((error: Error) => void)[] = []

  constructor(private readonly pool: Pool) {}

  find(projectId: string): Promise<KnownProject | undefined> {
    return new Promise((resolve, reject) => {
      if (!this.waiting) {
        this.waiting = new Map()
        setImmediate(() => void this.lookUp())
      }
      const others = this.waiting.get(projectId)
      if (others) others.push(resolve)
      else this.waiting.set(projectId, [resolve])
      this.failing.push(reject)
    })
  }

  /**
   * A project registered a moment ago may still be on its way here, so an unknown one is waited for, at most two seconds;
   * then it is `not-found` `project-unknown`.
   */
  async get(projectId: string): Promise<KnownProject> {
    const deadline = Date.now() + PATIENCE_MS
    for (;;) {
      const project = await this.find(projectId)
      if (project) return project
      if (Date.now() >= deadline) throw new DomainError('not-found', 'project-unknown', { figures: { projectId } })
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
  }

  private async lookUp(): Promise<void> {
    const waiting = this.waiting!
    const failing = this.failing
    this.waiting = undefined
    this.failing = []
    try {
      const { rows } = await this.pool.query<Row>({
        name: 'known-projects',
        text: `select project_id, local_code, name, facility_kind, owner_unit_id, region_codes,
            approved_budget_fen::text as approved_budget_fen, planned_start_on::text as planned_start_on,
            need_on::text as need_on, report_every_days, agreement, cancelled, cancelled_on::text as cancelled_on
          from known_project where project_id = any($1)`,
        values: [[...waiting.keys()]],
      })
      const found = new Map(rows.map((row) => [row.project_id, toProject(row)]))
      for (const [id, answers] of waiting) for (const answer of answers) answer(found.get(id))
    } catch (error) {
      for (const fail of failing) fail(error as Error)
    }
  }
}

function toProject(row: Row): KnownProject {
  return {
    projectId: row.project_id,
    localCode: row.local_code,
    name: row.name,
    facilityKind: row.facility_kind as FacilityKind,
    ownerUnitId: row.owner_unit_id,
    regionCodes: row.region_codes,
    approvedBudgetFen: row.approved_budget_fen === null ? null : Number(row.approved_budget_fen),
    plannedStartOn: row.planned_start_on,
    needOn: row.need_on,
    reportEveryDays: row.report_every_days,
    agreement: row.agreement,
    cancelled: row.cancelled,
    cancelledOn: row.cancelled_on,
  }
}
