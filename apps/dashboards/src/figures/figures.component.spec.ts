import { randomUUID } from 'node:crypto'
import { PlanAdopted } from '@zhuji/contracts'
import { courseFigures } from '@zhuji/figures'
import { posted, registered, reported } from '../told-facts/told.features.js'
import { ToldService } from '../told-facts/told-service.features.js'
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

let told: ToldService

const body = <Body>(path: string) => told.body<Body>(path)

beforeAll(async () => {
  told = await ToldService.open()
  await told.tells(registered(school, { approvedBudgetFen: 1_000_000_000 }, '2025-12-01'))
  await told.tells(plan)
  await told.tells(reported(school, 20, { occurredOn: '2026-01-31', completedInvestmentFen: 2e8 }))
  await told.tells(reported(school, 45, { occurredOn: '2026-02-28', completedInvestmentFen: 2e8 }))
  await told.tells(posted(school, { 'funds-in-place': 700_000_000 }, { occurredOn: '2025-12-28' }))
  await told.tells(posted(school, { 'certified-work': 500_000_000 }, { occurredOn: '2026-02-27' }))
  await told.tells(posted(school, { disbursement: 400_000_000 }, { occurredOn: '2026-02-28' }))
  await told.taken()
}, 60_000)

afterAll(() => told?.close())

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
    const early = await told.auditor.get(`/api/v1/dashboards/projects/${school}/curves?asOf=2025-11-30`)
    expect(early).toMatchObject({ status: 404 })
  })

  it('name the version of the baseline they are measured against', async () => {
    const { figures } = await on('2026-02-28')
    const targetOf = (id: string) => figures.find((figure) => figure.id === id)!.target
    expect(targetOf('schedule-performance')).toMatchObject({ from: 'monthly-plan', version: 1, cutOffOn: '2026-02-28' })
    expect(targetOf('time-progress')).toMatchObject({ version: 1, cutOffOn: '2026-12-31' })
    expect(targetOf('cost-performance')).toMatchObject({ from: 'approved-budget', version: null })
    expect(targetOf('actual-cost')).toBeNull()
  })

  it.each(courseFigures.map(({ id }) => id))('%s is explained by the events that it consists of', async (id) => {
    const answered = (await on('2026-02-28')).figures.find((figure) => figure.id === id)!
    const path = `explain?figure=${id}&projectId=${school}&asOf=2026-02-28`
    const explained = await body<FigureAnswer & { events: { adds: Record<string, number> }[] }>(path)
    expect(explained).toMatchObject({ ...answered, asOf: '2026-02-28', knownOn: null })
    const added = (part: string) => explained.events.reduce((sum, { adds }) => sum + adds[part]!, 0)
    expect(added('numerator')).toBeCloseTo(answered.numerator!, 4)
    expect(added('denominator')).toBeCloseTo(answered.denominator ?? 0, 4)
  })
})
