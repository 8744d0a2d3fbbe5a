import { randomUUID } from 'node:crypto'
import { PlanAdopted } from '@zhuji/contracts'
import { courseFigures } from '@zhuji/figures'
import {
  eventually,
  type FreshDatabase,
  freshDatabase,
  Neighbour,
  type RunningServices,
  runServices,
  type Speaker,
} from '@zhuji/testing'
import { DashboardsModule } from '../dashboards.module.js'
import { posted, registered, reported } from '../told-facts/told.features.js'
import type { FigureAnswer } from './figure-answer.dto.js'

/** A school of ten million, planned over four months of 2026 and reported twice. */
const school = randomUUID()
const plan = PlanAdopted(
  {
    projectId: school,
    baselineVersion: 1,
    template: 'own',
    steps: [
      { milestone: 'start', plannedOn: '2026-01-01' },
      { milestone: 'works-complete', plannedOn: '2026-04-30' },
    ],
    investment: ['2026-01', '2026-02', '2026-03', '2026-04'].map((month) => ({ month, amountFen: 250_000_000 })),
  },
  '2025-12-20',
)

let database: FreshDatabase
let neighbours: Neighbour[]
let services: RunningServices
let auditor: Speaker

const body = async <Body>(path: string, speaker = auditor): Promise<Body> => {
  const { status, body: answer } = await speaker.get(`/api/v1/dashboards/${path}`)
  expect({ path, status, answer }).toMatchObject({ status: 200 })
  return answer
}

beforeAll(async () => {
  database = await freshDatabase()
  neighbours = await Promise.all(
    ['registry', 'milestones', 'funding'].map((context) => Neighbour.open(context, database.url)),
  )
  const [registry, milestones, funding] = neighbours as [Neighbour, Neighbour, Neighbour]
  services = await runServices({ modules: [DashboardsModule], database })
  auditor = await services.as({ role: 'auditor', name: '审计' })
  await registry.tells(school, registered(school, { approvedBudgetFen: 1_000_000_000 }, '2025-12-01'))
  await milestones.tells(school, plan)
  await milestones.tells(school, reported(school, 20, { occurredOn: '2026-01-31', completedInvestmentFen: 2e8 }))
  await milestones.tells(school, reported(school, 45, { occurredOn: '2026-02-28', completedInvestmentFen: 2e8 }))
  await funding.tells(school, posted(school, { 'funds-in-place': 700_000_000 }, { occurredOn: '2025-12-28' }))
  await funding.tells(school, posted(school, { 'certified-work': 500_000_000 }, { occurredOn: '2026-02-27' }))
  await funding.tells(school, posted(school, { disbursement: 400_000_000 }, { occurredOn: '2026-02-28' }))
  const taken = { registry: 1, milestones: 3, funding: 3 }
  await eventually(
    async () => {
      const [figure] = (await body<{ figures: FigureAnswer[] }>(`projects/${school}/curves`)).figures
      expect(figure).toMatchObject({ positions: taken })
    },
    { within: 20_000 },
  )
}, 60_000)

afterAll(async () => {
  await Promise.all((neighbours ?? []).map((neighbour) => neighbour.close()))
  await services?.stop()
})

describe('the curves of a project', () => {
  const on = (day: string) =>
    body<{ figures: FigureAnswer[]; months: object[] }>(`projects/${school}/curves?asOf=${day}`)

  it('have five lines, and mark where the project stands on its plan', async () => {
    expect(await on('2026-02-28')).toMatchObject({
      months: [
        { month: '2025-12', plannedFen: null, earnedFen: null, inPlaceFen: 700_000_000, paidFen: 0 },
        { month: '2026-01', plannedFen: 250_000_000, earnedFen: 200_000_000 },
        { month: '2026-02', earnedFen: 450_000_000, certifiedFen: 500_000_000, paidFen: 400_000_000 },
        { month: '2026-03', plannedFen: 750_000_000, earnedFen: null },
        { month: '2026-04', plannedFen: 1_000_000_000 },
      ],
      earnedSchedule: { on: '2026-02-22', earnedFen: 450_000_000 },
    })
  })

  it('are what was so on the business day', async () => {
    const { months } = await on('2026-01-31')
    expect(months.slice(1, 3)).toMatchObject([{ earnedFen: 200_000_000 }, { earnedFen: null, paidFen: null }])
    const early = await auditor.get(`/api/v1/dashboards/projects/${school}/curves?asOf=2025-11-30`)
    expect(early).toMatchObject({ status: 404 })
  })

  it.each(courseFigures.map(({ id }) => id))('%s is explained by the events that it consists of', async (id) => {
    const answered = (await on('2026-02-28')).figures.find((figure) => figure.id === id)!
    const path = `explain?figure=${id}&projectId=${school}&asOf=2026-02-28`
    const explained = await body<FigureAnswer & { events: { adds: Record<string, number> }[] }>(path)
    expect(explained).toMatchObject({ ...answered, target: null, asOf: '2026-02-28', knownOn: null })
    const added = (part: string) => explained.events.reduce((sum, { adds }) => sum + adds[part]!, 0)
    expect(added('numerator')).toBeCloseTo(answered.numerator!, 4)
    expect(added('denominator')).toBeCloseTo(answered.denominator ?? 0, 4)
  })
})
