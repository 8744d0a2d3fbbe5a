import { randomUUID } from 'node:crypto'
import { DashboardsModule } from '@zhuji/dashboards'
import { FundingModule } from '@zhuji/funding'
import { StoppedClock } from '@zhuji/kernel'
import type { Installation } from '@zhuji/operations'
import { RegistryModule } from '@zhuji/registry'
import {
  eventually,
  type FreshDatabase,
  freshDatabase,
  Neighbour,
  type RunningServices,
  runServices,
  type Speaker,
  type TokenFacts,
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

const modules = { registry: RegistryModule, funding: FundingModule, dashboards: DashboardsModule }
type Running = keyof typeof modules
const running = Object.keys(modules) as readonly Running[]
/** Nothing is told of sites and warnings here, but their logs are listened to. */
const neighbours = ['milestones', 'alerts']
type Person = ReadonlyMap<string, Speaker>

/** Everything in one process over the embedded bus, or each service by itself over these brokers, with a database of its own. */
export interface MonthEndScene {
  readonly brokers?: readonly string[]
  /** How the last fact before the month's end reaches the dashboards; as any other unless said. */
  readonly tellLast?: (city: MonthEnd, tell: () => Promise<void>) => Promise<void>
  /** What is to be seen while June is over and not closed. */
  readonly whileOpen?: (city: () => MonthEnd) => void
}

/** Register, ledger and dashboards of a city, on days of their own. */
export class MonthEnd {
  readonly clock = new StoppedClock(new Date('2026-06-10T02:00:00Z'))
  readonly namespace = `month-end-${randomUUID().slice(0, 8)}`
  readonly installation: Installation
  private readonly services = new Map<string, RunningServices>()
  private administrator!: Person

  private constructor(
    private readonly databases: ReadonlyMap<string, FreshDatabase>,
    private readonly brokers: readonly string[] | undefined,
  ) {
    this.installation = { databaseUrl: (context) => this.urlOf(context) }
  }

  static async open({ brokers }: MonthEndScene): Promise<MonthEnd> {
    const databases = new Map<string, FreshDatabase>()
    const shared = brokers ? undefined : await freshDatabase()
    for (const context of [...running, ...neighbours]) databases.set(context, shared ?? (await freshDatabase()))
    const city = new MonthEnd(databases, brokers)
    for (const context of neighbours) await (await Neighbour.open(context, city.urlOf(context))).close()
    await city.start()
    return city
  }

  get bus(): 'embedded' | 'kafka' {
    return this.brokers ? 'kafka' : 'embedded'
  }

  urlOf(context: string): string {
    return this.databases.get(context)!.url
  }

  async start(names: readonly Running[] = running): Promise<void> {
    for (const group of this.brokers ? names.map((name) => [name]) : [names]) {
      const services = await runServices({
        modules: group.map((name) => modules[name]),
        database: this.databases.get(group[0]!)!,
        clock: this.clock,
        environment: this.brokers && {
          BUS: 'kafka',
          KAFKA_BROKERS: this.brokers.join(','),
          KAFKA_NAMESPACE: this.namespace,
        },
      })
      for (const name of group) this.services.set(name, services)
    }
    this.administrator = await this.as({ role: 'administrator', name: '周敏' })
  }

  async stop(names: readonly Running[] = running): Promise<void> {
    for (const services of new Set(names.map((name) => this.services.get(name)!)))
      await services.stop({ keepDatabase: true })
    for (const name of names) this.services.delete(name)
  }

  async close(): Promise<void> {
    await this.stop([...this.services.keys()] as Running[])
    for (const database of new Set(this.databases.values())) await database.drop()
  }

  /** Somebody as each service knows them: services by themselves have issuers of their own here. */
  async as(facts: TokenFacts): Promise<Person> {
    const person = new Map<string, Speaker>()
    for (const [name, services] of this.services) person.set(name, await services.as(facts))
    return person
  }

  /** Morning of a day. */
  onDay(day: string): void {
    this.clock.moveTo(new Date(`${day}T02:00:00Z`))
  }

  async post<Body = never>(path: string, body: object, person = this.administrator): Promise<Answer<Body>> {
    return speakerAt(path, person).post(`/api/v1/${path}`, body)
  }

  async put(path: string, body: object): Promise<Answer<never>> {
    return speakerAt(path, this.administrator).send('PUT', `/api/v1/${path}`, { body })
  }

  async tell(path: string, body: object): Promise<void> {
    const answer = await this.post<unknown>(path, body)
    if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  }

  async get<Body = never>(path: string): Promise<Body> {
    const { status, body } = (await speakerAt(path, this.administrator).get(`/api/v1/${path}`)) as Answer<Body>
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
    await this.eventually(() => this.tell(`funding/projects/${projectId}/entries`, body))
  }

  /** Everything that is told is in the dashboards and under a checkpoint. */
  async isSealed(): Promise<void> {
    await this.eventually(async () => {
      const { logs } = await this.get<{ logs: readonly CompleteLog[] }>('dashboards/completeness')
      expect(logs.flatMap(({ lacks }) => lacks)).toEqual([])
      for (const { service, through } of logs.filter((log) => this.services.has(log.service))) {
        const { rows } = await sql<{ open: number }>(
          this.urlOf(service),
          `select count(*)::int as open from ${service}.event_log
           where type not like '%checkpointed%' and (xid, position) > ($1::xid8, $2::bigint)`,
          [through.xid, through.position],
        )
        expect([service, rows[0]!.open]).toEqual([service, 0])
      }
    }, 'every log is sealed and taken in')
  }

  /** Brokers take their time. */
  eventually<Value>(assertion: () => Promise<Value>, describe?: string): Promise<Value> {
    return eventually(assertion, { within: 90_000, ...(describe && { describe }) })
  }
}

interface CompleteLog {
  readonly service: string
  readonly through: { readonly xid: string; readonly position: number }
  readonly lacks: readonly object[]
}

function speakerAt(path: string, person: Person): Speaker {
  return person.get(path.split(/[/?]/, 1)[0]!)!
}
