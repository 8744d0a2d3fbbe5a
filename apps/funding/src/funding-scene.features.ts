import { randomUUID } from 'node:crypto'
import { type NewEvent, ProgressReported, ProjectRegistered } from '@zhuji/contracts'
import type { Clock } from '@zhuji/kernel'
import {
  type FreshDatabase,
  freshDatabase,
  Neighbour,
  type Reply,
  type RunningServices,
  runServices,
  type Speaker,
} from '@zhuji/testing'

export const financeBureau = { id: 'finance-bureau', name: '市财政局' }

/** Whoever owns a project owns no other, unless a spec says so: documents of one owner are told apart by their numbers. */
export const officeOf = (projectId: string) => ({ id: `office-${projectId}`, name: '市教育局' })

export const aSchool = (projectId: string, approvedBudgetFen: number | undefined, ownerUnit = officeOf(projectId)) =>
  ProjectRegistered(
    {
      projectId,
      localCode: `HF-${projectId}`,
      name: '蜀山区振兴路小学',
      facilityKind: 'primary-school',
      construction: 'new',
      regionPath: [
        { code: '3401', name: '合肥市' },
        { code: '340104', name: '蜀山区' },
      ],
      ownerUnit,
      nationalCodes: [],
      capacity: [],
      approvedBudgetFen,
    },
    '2026-01-15',
  )

export const funds = (amountFen: number, documentNumber = 'DZ-1') => ({
  entry: 'funds-in-place',
  amountFen,
  source: 'special-bond',
  documentNumber,
  occurredOn: '2026-03-01',
})
export const contract = (amountFen: number) => ({
  entry: 'commitment',
  amountFen,
  documentNumber: 'HT-1',
  occurredOn: '2026-02-01',
})
export const payment = (amountFen: number, documentNumber = 'ZF-1') => ({
  entry: 'disbursement',
  amountFen,
  source: 'special-bond',
  documentNumber,
  occurredOn: '2026-05-20',
})

type Modules = Parameters<typeof runServices>[0]['modules']

/** The service with its neighbours' logs, and those who speak to it. */
export interface FundingScene {
  readonly services: RunningServices
  readonly registry: Neighbour
  readonly milestones: Neighbour
  readonly finance: Speaker
  readonly importer: Speaker
  stop(): Promise<void>
}

/** The module comes from the spec: what describes a scene is not what assembles the service. The registry may tell earlier. */
export async function aFundingScene(modules: Modules, registryClock?: Clock): Promise<FundingScene> {
  const database: FreshDatabase = await freshDatabase()
  const registry = await Neighbour.open('registry', database.url, registryClock)
  const milestones = await Neighbour.open('milestones', database.url)
  const services = await runServices({ modules, database })
  return {
    services,
    registry,
    milestones,
    finance: await services.as({ role: 'finance', unit: financeBureau, regions: ['3401'] }),
    importer: await services.as({ role: 'administrator' }),
    stop: async () => {
      await services.stop({ keepDatabase: true })
      await registry.close()
      await milestones.close()
      await database.drop()
    },
  }
}

export const pathOf = (projectId: string): string => `/api/v1/funding/projects/${projectId}`
export const entryIdOf = (reply: Reply): string => (reply.body as { entryId: string }).entryId

export async function aProject(
  { registry }: FundingScene,
  approvedBudgetFen = 1_000_00,
  ownerUnit?: { readonly id: string; readonly name: string },
): Promise<string> {
  const projectId = randomUUID()
  await registry.tells(projectId, aSchool(projectId, approvedBudgetFen, ownerUnit))
  return projectId
}

/** With a contract of 900 yuan and 100 yuan of special bonds in place. */
export async function aFundedProject(scene: FundingScene): Promise<string> {
  const projectId = await aProject(scene)
  for (const body of [contract(900_00), funds(100_00)]) {
    expect((await scene.finance.post(`${pathOf(projectId)}/entries`, body)).status).toBe(201)
  }
  return projectId
}

export function reported(projectId: string, physicalPercent: number, reportId: string = randomUUID()): NewEvent {
  return ProgressReported({ projectId, reportId, physicalPercent, evidence: [] }, '2026-05-10')
}

export const agreementPath = (agreementId: string): string => `/api/v1/funding/agreements/${agreementId}`

export async function anAgreement(
  { finance }: FundingScene,
  projectIds: readonly string[],
  {
    amountFen,
    counterparty = `某公司 ${randomUUID()}`,
  }: { readonly amountFen: number; readonly counterparty?: string },
): Promise<string> {
  const agreementId = randomUUID()
  const body = { agreementId, name: '校舍加固协议', counterparty, amountFen, documentNumber: 'XY', projectIds }
  const reply = await finance.post('/api/v1/funding/agreements', { ...body, occurredOn: '2026-02-01' })
  expect(reply.status).toBe(201)
  return agreementId
}
