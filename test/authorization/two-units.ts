import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AlertsModule } from '@zhuji/alerts'
import { DashboardsModule } from '@zhuji/dashboards'
import { FundingModule } from '@zhuji/funding'
import { StoppedClock } from '@zhuji/kernel'
import { MilestonesModule } from '@zhuji/milestones'
import type { Role } from '@zhuji/platform'
import { RegistryModule } from '@zhuji/registry'
import { eventually, type RunningServices, runServices, type Speaker } from '@zhuji/testing'
import { type ApiDocument, send } from './requests.js'

/** In every text of the foreign unit's project; nobody of the other unit or region may ever read it. */
export const CANARY = '金丝雀'
export const ownUnit = { id: 'edu-bureau', name: '市教育局' }
export const foreignUnit = { id: 'health-commission', name: `${CANARY}卫健委` }

export interface Objects {
  readonly projectId: string
  readonly alertId: string
  readonly fileId: string
  readonly entryId: string
  readonly programmeId: string
  readonly subscriptionId: string
}

export interface TwoUnits {
  readonly services: RunningServices
  readonly document: ApiDocument
  readonly speakers: Readonly<Record<Role, Speaker>>
  readonly own: Objects
  readonly foreign: Objects
  close(): Promise<void>
}

const everyone = ['project-office', 'finance', 'supervisor', 'administrator', 'auditor'] as const
const TODAY = '2026-11-01'

/** All services in one process, with one facility of each of two units in two cities, and callers of the first. */
export async function twoUnits(): Promise<TwoUnits> {
  const directory = await mkdtemp(join(tmpdir(), 'zhuji-two-units-'))
  process.env['EVIDENCE_DIRECTORY'] = directory
  const services = await runServices({
    modules: [RegistryModule, MilestonesModule, FundingModule, AlertsModule, DashboardsModule],
    clock: new StoppedClock(new Date(`${TODAY}T04:00:00Z`)),
  })
  const close = async () => {
    await services.stop()
    await rm(directory, { recursive: true, force: true })
  }
  try {
    return { services, close, ...(await furnish(services)) }
  } catch (error) {
    await close()
    throw error
  }
}

async function furnish(services: RunningServices): Promise<Omit<TwoUnits, 'services' | 'close'>> {
  const speakers = Object.fromEntries(
    await Promise.all(
      everyone.map(async (role) => {
        const facts = role === 'project-office' ? { unit: ownUnit } : { regions: ['3401'] }
        return [role, await services.as({ role, ...facts })] as const
      }),
    ),
  ) as Record<Role, Speaker>
  const { text } = await send(services.url, undefined, { method: 'GET', path: '/api/openapi.json' })
  const build = new Builder(services, speakers)
  await build.regions()
  const here = { unit: ownUnit, regionCode: '340104', word: '振兴路', caller: 'supervisor' } as const
  const there = { unit: foreignUnit, regionCode: '340202', word: CANARY, caller: 'administrator' } as const
  return {
    speakers,
    document: JSON.parse(text) as ApiDocument,
    own: await build.facility(here),
    foreign: await build.facility(there),
  }
}

interface Facility {
  readonly unit: { readonly id: string; readonly name: string }
  readonly regionCode: string
  readonly word: string
  readonly caller: Role
}

class Builder {
  constructor(
    private readonly services: RunningServices,
    private readonly speakers: Readonly<Record<Role, Speaker>>,
  ) {}

  async regions(): Promise<void> {
    for (const [code, name, parentCode] of [
      ['34', '安徽省', undefined],
      ['3401', '合肥市', '34'],
      ['340104', '蜀山区', '3401'],
      ['3402', '芜湖市', '34'],
      ['340202', '镜湖区', '3402'],
    ] as const) {
      await this.given('registry/regions', { code, name, parentCode, occurredOn: '2020-01-01' })
    }
  }

  /** A late site with money on the books, a photo, an open alert, a programme and a subscription around it. */
  async facility({ unit, regionCode, word, caller }: Facility): Promise<Objects> {
    const projectId = randomUUID()
    const [localCode, name] = [`${word}-1`, `${word}小学`]
    await this.given('registry/projects', {
      projectId,
      localCode,
      name,
      facilityKind: 'primary-school',
      regionCode,
      ownerUnit: unit,
      approvedBudgetFen: 18_600_000_000,
      responsiblePerson: `${word}王`,
      agreement: `${word}协议`,
      plannedStartOn: '2026-03-01',
      needOn: '2027-09-01',
      reportEveryDays: 30,
      occurredOn: '2026-01-15',
    })
    const about = `projects/${projectId}`
    await this.given(`milestones/${about}/plans`, { occurredOn: '2026-01-20' })
    await this.given(`milestones/${about}/milestones-reached`, { milestone: 'start', occurredOn: '2026-03-05' })
    const file = await this.upload()
    await this.given(`milestones/${about}/progress-reports`, {
      physicalPercent: 12,
      text: `${word}基础完成`,
      evidence: [{ fileId: file.fileId }],
      occurredOn: '2026-06-30',
    })
    const { entryId } = await this.given<{ entryId: string }>(`funding/${about}/entries`, {
      entry: 'funds-in-place',
      amountFen: 9_000_000_000,
      source: 'special-bond',
      counterparty: `${word}集团`,
      documentNumber: `${word}-DW-1`,
      occurredOn: '2026-02-20',
    })
    const programmeId = randomUUID()
    const line = { lineId: 'a', measure: 'projects', verb: 'in-use', unit: 'projects', base: 1, cutOffOn: '2027-09-01' }
    await this.given('registry/programmes', {
      programmeId,
      name: '任务清单',
      issuer: ownUnit,
      period: { from: '2026-01-01', to: '2026-12-31' },
      lines: [{ ...line, scope: { facilityKinds: [], regions: [regionCode], projects: [] } }],
      occurredOn: '2026-01-02',
    })
    const subscriptionId = await this.subscription(caller)
    return {
      projectId,
      entryId,
      fileId: file.fileId,
      programmeId,
      subscriptionId,
      alertId: await this.alertOf(projectId),
    }
  }

  private async given<Given>(path: string, body: object): Promise<Given> {
    const answer = await this.speakers.administrator.post(`/api/v1/${path}`, body)
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }

  private async upload(): Promise<{ fileId: string }> {
    const form = new FormData()
    const image = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex')
    form.set('file', new Blob([image], { type: 'image/png' }), 'site.png')
    const response = await fetch(`${this.services.url}/api/v1/milestones/evidence`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.speakers.administrator.token}`, 'idempotency-key': randomUUID() },
      body: form,
    })
    if (response.status !== 201) throw new Error(`evidence: ${response.status} ${await response.text()}`)
    return (await response.json()) as { fileId: string }
  }

  private async subscription(caller: Role): Promise<string> {
    const filter = { regions: [], facilityKinds: [], measures: [], severities: [] }
    const body = { name: '红灯', ...filter, channel: { kind: 'live' } }
    const answer = await this.speakers[caller].post('/api/v1/alerts/subscriptions', body)
    return (answer.body as { subscriptionId: string }).subscriptionId
  }

  private async alertOf(projectId: string): Promise<string> {
    return eventually(
      async () => {
        const alerts = await this.speakers.administrator.get(`/api/v1/alerts?projectId=${projectId}`)
        const cards = await this.speakers.administrator.get(`/api/v1/dashboards/projects/${projectId}`)
        const { items } = alerts.body as { items: { alertId: string }[] }
        const { openAlerts } = cards.body as { openAlerts: { yellow: number; red: number } }
        expect(items.length).toBeGreaterThan(0)
        expect(openAlerts.yellow + openAlerts.red).toBe(items.length)
        return items[0]!.alertId
      },
      { within: 20_000, describe: 'the late site has an alert that the dashboards know of' },
    )
  }
}
