import { randomUUID } from 'node:crypto'
import { AlertsModule } from '@zhuji/alerts'
import { DashboardsModule } from '@zhuji/dashboards'
import { FundingModule } from '@zhuji/funding'
import { MilestonesModule } from '@zhuji/milestones'
import { type CheckResult, type Finding, type Installation, verify } from '@zhuji/operations'
import { RegistryModule } from '@zhuji/registry'
import { eventually, type FreshDatabase, freshDatabase, type RunningServices, runServices } from '@zhuji/testing'
import pg from 'pg'

export const modules = [RegistryModule, MilestonesModule, FundingModule, AlertsModule, DashboardsModule]

/** A database of one's own with what the five services made of three projects' histories; they do not run on it. */
export function aFilledDatabase(): Promise<FreshDatabase> {
  return freshDatabase({ template: 'operations', migrate: fill })
}

export const installationOn = ({ url }: Pick<FreshDatabase, 'url'>): Installation => ({ databaseUrl: () => url })

export function runAll(database: FreshDatabase): Promise<RunningServices> {
  return runServices({ modules, database })
}

const PROJECTS = 3

async function fill(url: string): Promise<void> {
  const services = await runAll({ url, name: 'template', drop: () => Promise.resolve() })
  try {
    await tellRegions(services)
    await tellProgramme(services)
    for (let project = 0; project < PROJECTS; project += 1) await tellHistory(services, randomUUID())
    await everythingIsTakenIn({ url })
  } finally {
    await services.stop({ keepDatabase: true })
  }
}

async function tell(services: RunningServices, path: string, body: object): Promise<void> {
  const administrator = await services.as({ role: 'administrator', name: '管理员' })
  const reply = await administrator.post(`/api/v1/${path}`, body)
  if (reply.status >= 300) throw new Error(`${path} answered ${reply.status}: ${JSON.stringify(reply.body)}`)
}

export async function tellRegions(services: RunningServices): Promise<void> {
  for (const [code, name, parentCode] of [
    ['34', '安徽省'],
    ['3401', '合肥市', '34'],
  ]) {
    await tell(services, 'registry/regions', { code, name, parentCode, occurredOn: '2020-01-01' })
  }
}

async function tellProgramme(services: RunningServices): Promise<void> {
  await tell(services, 'registry/programmes', {
    name: '2026年教育补短板任务清单',
    issuer: { id: 'city', name: '市人民政府' },
    period: { from: '2026-01-01', to: '2026-12-31' },
    lines: [
      {
        lineId: 'places',
        measure: 'capacity',
        verb: 'in-use',
        unit: 'school-places',
        scope: { facilityKinds: ['primary-school'], regions: ['3401'], projects: [] },
        base: 4_000,
        cutOffOn: '2026-09-01',
      },
    ],
    occurredOn: '2026-01-10',
  })
}

export async function tellHistory(services: RunningServices, projectId: string): Promise<void> {
  await tell(services, 'registry/projects', {
    projectId,
    localCode: `HF-${projectId}`,
    name: '蜀山区振兴路小学',
    facilityKind: 'primary-school',
    regionCode: '3401',
    ownerUnit: { id: 'edu-bureau', name: '市教育局' },
    capacity: [{ kind: 'school-places', amount: 1620 }],
    approvedBudgetFen: 18_600_000_000,
    plannedStartOn: '2026-03-01',
    needOn: '2027-09-01',
    occurredOn: '2026-01-15',
  })
  await eventually(() => tell(services, `milestones/projects/${projectId}/plans`, { occurredOn: '2026-01-20' }), {
    within: 20_000,
  })
  await tell(services, `milestones/projects/${projectId}/milestones-reached`, {
    milestone: 'start',
    occurredOn: '2026-03-05',
  })
  await tell(services, `milestones/projects/${projectId}/progress-reports`, {
    physicalPercent: 12,
    completedInvestmentFen: 2_200_000_000,
    text: '基础完成',
    occurredOn: '2026-06-30',
  })
  await eventually(
    () => tell(services, `funding/projects/${projectId}/entries`, entry('funds-in-place', 9_000_000_000)),
    {
      within: 20_000,
    },
  )
  await tell(services, `funding/projects/${projectId}/entries`, entry('disbursement', 3_000_000_000))
  await tell(services, `funding/projects/${projectId}/entries`, entry('disbursement', 5_600_000_000))
}

export function tellPayment(services: RunningServices, projectId: string, amountFen: number): Promise<void> {
  return tell(services, `funding/projects/${projectId}/entries`, entry('disbursement', amountFen))
}

function entry(kind: string, amountFen: number): object {
  const documentNumber = `${kind}-${randomUUID()}`
  return { entry: kind, amountFen, source: 'special-bond', documentNumber, occurredOn: '2026-06-02' }
}

/** Nothing is due, and every consumer group stands at the end of every log it reads. */
export async function everythingIsTakenIn({ url }: Pick<FreshDatabase, 'url'>): Promise<void> {
  await eventually(
    async () => {
      const { rows } = await sql(
        url,
        `select (select count(*) from alerts.watched_project where check_on = '-infinity')::int as due,
           (select count(*) from alerts.event_log where aggregateid not in (
              select project_id::text from dashboards.project_card) and stream_id not like 'checkpoint/%')::int as untold,
           coalesce((select sum(greatest(0, head.position - c.position)) from (
             select source, position from dashboards.consumer_cursor union all select source, position from alerts.consumer_cursor
             union all select source, position from funding.consumer_cursor
             union all select source, position from milestones.consumer_cursor) c join (
             select 'registry' as source, max(position) as position from registry.event_log
             union all select 'milestones', max(position) from milestones.event_log
             union all select 'funding', max(position) from funding.event_log
             union all select 'alerts', max(position) from alerts.event_log) head using (source)), 1)::int as behind`,
      )
      expect(rows).toEqual([{ due: 0, untold: 0, behind: 0 }])
    },
    { within: 30_000, describe: 'everything is taken in' },
  )
}

/** As somebody with the superuser's hands would: triggers and keys do not hold. */
export async function damage(url: string, text: string, values: readonly unknown[] = []): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('set session_replication_role = replica')
    await client.query(text, [...values])
  } finally {
    await client.end()
  }
}

export async function sql<Row extends object = never>(url: string, text: string, values: readonly unknown[] = []) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await client.query<Row>(text, [...values])
  } finally {
    await client.end()
  }
}

export async function verified(installation: Installation, services?: readonly string[]): Promise<CheckResult[]> {
  const results: CheckResult[] = []
  for await (const result of verify(installation, services ? { services } : {})) results.push(result)
  return results
}

/** All findings but notices, with the check that made them. */
export function faultsOf(results: readonly CheckResult[]): (Finding & { readonly check: string })[] {
  return results.flatMap(({ check, findings }) =>
    findings.filter(({ isNotice }) => !isNotice).map((finding) => ({ check, ...finding })),
  )
}

export interface Entry {
  readonly id: string
  readonly stream_id: string
  readonly aggregateid: string
  readonly position: string
}

/** The second entry of one ledger: a payment of 3,000,000,000 fen. */
export async function aPaymentIn({ url }: Pick<FreshDatabase, 'url'>): Promise<Entry> {
  const { rows } = await sql<Entry>(
    url,
    `select id, stream_id, aggregateid, position from funding.event_log where stream_version = 2 order by stream_id limit 1`,
  )
  return rows[0]!
}
