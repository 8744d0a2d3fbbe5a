import type { PoolClient } from 'pg'
import {
  changesHolding,
  CustodyMoved,
  type DataOf,
  PackageUnbundled,
  ProjectCancelled,
  ProjectDetailsRevised,
  ProjectRegistered,
  ProjectReinstated,
  type RecordedEvent,
} from '@zhuji/contracts'
import type { Projection } from '@zhuji/messaging'

export const knownProjectEvents = [
  ProjectRegistered,
  ProjectDetailsRevised,
  PackageUnbundled,
  CustodyMoved,
  ProjectCancelled,
  ProjectReinstated,
] as const

/** What one service remembers of the registry. */
export function knownProjectsOf(context: string): Projection {
  return {
    group: `${context}.known-projects`,
    events: knownProjectEvents,
    take: rememberProjects,
    tables: [{ name: 'known_project', key: ['project_id'] }],
  }
}

/** Registrations go in with one statement: they are always the first event of a project. Changes are few and follow. */
export async function rememberProjects(events: readonly RecordedEvent[], tx: PoolClient): Promise<void> {
  const registered = events.filter((event) => event.type === ProjectRegistered.type)
  if (registered.length > 0)
    await insert(
      registered.map((event) => event.data as Registered),
      tx,
    )
  for (const event of events) await change(event, tx)
}

type Registered = DataOf<typeof ProjectRegistered>
type Revised = DataOf<typeof ProjectDetailsRevised>

async function insert(projects: readonly Registered[], tx: PoolClient): Promise<void> {
  const rows = projects.map((project) => ({
    project_id: project.projectId,
    local_code: project.localCode,
    name: project.name,
    facility_kind: project.facilityKind,
    owner_unit_id: project.ownerUnit.id,
    region_codes: project.regionPath.map((region) => region.code),
    approved_budget_fen: project.approvedBudgetFen,
    planned_start_on: project.plannedStartOn,
    need_on: project.needOn,
    report_every_days: project.reportEveryDays,
    agreement: project.agreement,
    cancelled: false,
  }))
  await tx.query({
    name: 'remember-projects',
    text: `insert into known_project select * from json_populate_recordset(null::known_project, $1)
      on conflict (project_id) do nothing`,
    values: [JSON.stringify(rows)],
  })
}

async function change(event: RecordedEvent, tx: PoolClient): Promise<void> {
  switch (event.type) {
    case ProjectDetailsRevised.type:
      return revise({ projectId: event.key, changes: changesHolding(event.data as Revised) }, tx)
    case PackageUnbundled.type: {
      const { projectId, left } = event.data as DataOf<typeof PackageUnbundled>
      return revise({ projectId, changes: left }, tx)
    }
    case CustodyMoved.type: {
      const { toUnit } = event.data as DataOf<typeof CustodyMoved>
      await tx.query('update known_project set owner_unit_id = $2 where project_id = $1', [event.key, toUnit.id])
      return
    }
    case ProjectCancelled.type:
    case ProjectReinstated.type:
      await tx.query('update known_project set cancelled = $2, cancelled_on = $3 where project_id = $1', [
        event.key,
        event.type === ProjectCancelled.type,
        event.type === ProjectCancelled.type ? event.occurredOn : null,
      ])
  }
}

/** Only the changed fields are in the event; the others keep what is known. */
async function revise({ projectId, changes }: Pick<Revised, 'projectId' | 'changes'>, tx: PoolClient): Promise<void> {
  const row = {
    name: changes.name,
    facility_kind: changes.facilityKind,
    region_codes: changes.regionPath?.map((region) => region.code),
    approved_budget_fen: changes.approvedBudgetFen,
    planned_start_on: changes.plannedStartOn,
    need_on: changes.needOn,
    report_every_days: changes.reportEveryDays,
    agreement: changes.agreement,
  }
  const fields = Object.entries(row).filter(([, value]) => value !== undefined)
  if (fields.length === 0) return
  const assignments = fields.map(([column], index) => `${column} = $${index + 2}`).join(', ')
  await tx.query(`update known_project set ${assignments} where project_id = $1`, [
    projectId,
    ...fields.map(([, value]) => value),
  ])
}
