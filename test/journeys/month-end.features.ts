import { randomUUID } from 'node:crypto'
import { DashboardsModule } from '@zhuji/dashboards'
import { FundingModule } from '@zhuji/funding'
import { StoppedClock } from '@zhuji/kernel'
import { RegistryModule } from '@zhuji/registry'
import {
  eventually,
  type FreshDatabase,
  freshDatabase,
  Neighbour,
  type RunningServices,
  runServices,
  type Speaker,
} from '@zhuji/testing'
import { sql } from '../operations/installation.js'

export interface Answer<Body> {
  readonly status: number
  readonly body: Body
}

export interface Issue {
  readonly number: number
  readonly sha256: string
  readonly document: string
}

export interface Restatements {
  readonly facts: readonly { readonly eventId: string; readonly projectId: string }[]
  readonly differences: readonly {
    readonly figure: string
    readonly before: { readonly value: number }
    readonly after: { readonly value: number }
    readonly events: readonly { readonly eventId: string; readonly adds: object }[]
  }[]
}

export const [bulletinId, programmeId] = [randomUUID(), randomUUID()]
export const bulletin = {
  bulletinId,
  title: { zh: '蜀山区学校建设进展通报', en: 'Progress of schools in Shushan' },
  filters: { region: '3401' },
  parts: [
    { figure: 'projects', by: 'region' },
    { figure: 'paidFen', by: 'total' },
    { figure: 'disbursement-rate', by: 'total' },
    { figure: 'plannedFen', by: 'facility-kind' },
  ],
  lines: [{ programmeId, lineId: 'funds' }],
}
export const programme = (base: number, occurredOn: string) => ({
  programmeId,
  name: '2026年资金到位任务清单',
  issuer: { id: 'city', name: '市人民政府' },
  period: { from: '2026-01-01', to: '2026-12-31' },
  lines: [
    {
      lineId: 'funds',
      measure: 'funds-in-place',
      verb: 'in-use',
      unit: 'fen',
      scope: { facilityKinds: [], regions: ['3401'], projects: [] },
      base,
      cutOffOn: '2026-12-31',
    },
  ],
  occurredOn,
})

/** Register, ledger and dashboards of a city, on days of their own. */
export class MonthEnd {
  readonly clock = new StoppedClock(new Date('2026-06-10T02:00:00Z'))
  services!: RunningServices
  administrator!: Speaker

  private constructor(readonly database: FreshDatabase) {}

  static async open(): Promise<MonthEnd> {
    const city = new MonthEnd(await freshDatabase())
    // Nothing is told of sites and warnings here, but their logs are listened to.
    for (const context of ['milestones', 'alerts']) await (await Neighbour.open(context, city.database.url)).close()
    await city.start()
    return city
  }

  async start(): Promise<void> {
    const modules = [RegistryModule, FundingModule, DashboardsModule]
    this.services = await runServices({ modules, database: this.database, clock: this.clock })
    this.administrator = await this.services.as({ role: 'administrator', name: '周敏' })
  }

  stop(): Promise<void> {
    return this.services.stop({ keepDatabase: true })
  }

  async close(): Promise<void> {
    await this.services?.stop({ keepDatabase: true })
    await this.database.drop()
  }

  /** Morning of a day. */
  onDay(day: string): void {
    this.clock.moveTo(new Date(`${day}T02:00:00Z`))
  }

  async post<Body = never>(path: string, body: object, speaker = this.administrator): Promise<Answer<Body>> {
    return speaker.post(`/api/v1/${path}`, body)
  }

  async tell(path: string, body: object): Promise<void> {
    const answer = await this.post<unknown>(path, body)
    if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  }

  async get<Body = never>(path: string, speaker = this.administrator): Promise<Body> {
    const { status, body } = (await speaker.get(`/api/v1/${path}`)) as Answer<Body>
    expect({ path, status, body }).toMatchObject({ status: 200 })
    return body
  }

  async region(code: string, name: string, parentCode?: string): Promise<void> {
    await this.tell('registry/regions', {
      code,
      name,
      parentCode,
      occurredOn: this.clock.now().toISOString().slice(0, 10),
    })
  }

  async school(projectId: string, name: string): Promise<void> {
    await this.tell('registry/projects', {
      projectId,
      localCode: `HF-${projectId}`,
      name,
      facilityKind: 'primary-school',
      regionCode: '340104',
      ownerUnit: { id: 'edu-bureau', name: '市教育局' },
      approvedBudgetFen: 1_000_000_00,
      occurredOn: '2026-06-01',
    })
  }

  async posted(projectId: string, occurredOn: string, posting: { entry: string; amountFen: number }): Promise<void> {
    const body = { ...posting, source: 'special-bond', documentNumber: randomUUID(), occurredOn }
    await this.tell(`funding/projects/${projectId}/entries`, body)
  }

  /** Everything that is told is in the dashboards and under a checkpoint. */
  async isSealed(): Promise<void> {
    await eventually(
      async () => {
        for (const source of ['registry', 'funding']) {
          const { rows } = await sql<{ open: number }>(
            this.database.url,
            `select count(*)::int as open from ${source}.event_log l where type not like '%checkpointed%' and not exists (
               select from dashboards.log_checkpoint c
               where c.source = $1 and (l.xid, l.position) <= (c.log_xid::xid8, c.log_position))`,
            [source],
          )
          expect([source, rows[0]!.open]).toEqual([source, 0])
        }
        const { logs } = await this.get<{ logs: { lacks: object[] }[] }>('dashboards/completeness')
        expect(logs.flatMap(({ lacks }) => lacks)).toEqual([])
      },
      { within: 40_000, describe: 'every log is sealed and taken in' },
    )
  }
}
