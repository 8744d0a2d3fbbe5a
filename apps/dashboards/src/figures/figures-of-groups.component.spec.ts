import { randomUUID } from 'node:crypto'
import { PlanAdopted, ProjectCancelled, WorkTakenOver } from '@zhuji/contracts'
import type { Speaker } from '@zhuji/testing'
import { hefei, posted, reached, registered, reported } from '../told-facts/told.features.js'
import { ToldService } from '../told-facts/told-service.features.js'
import type { FigureAnswer } from './figure-answer.dto.js'

const ids = Array.from({ length: 16 }, () => randomUUID())
/** One is complete on time and in statistics, one is late, one is ready-built, one cancelled; twelve courts are complete. */
const [onTime, late, readyBuilt, cancelled, ...courts] = ids as [string, string, string, string, ...string[]]
const feixi = [...hefei.slice(0, 2), { code: '340123', name: '肥西县' }]

const planned = (projectId: string, completion: string, investment?: readonly [string, number]) =>
  PlanAdopted(
    {
      projectId,
      baselineVersion: 1,
      template: 'own',
      steps: [
        { milestone: 'start', plannedOn: '2026-01-01' },
        { milestone: 'works-complete', plannedOn: completion },
      ],
      ...(investment && { investment: [{ month: investment[0], amountFen: investment[1] }] }),
    },
    '2025-12-01',
  )

let told: ToldService

const body = <Body>(path: string, speaker?: Speaker) => told.body<Body>(path, speaker)

beforeAll(async () => {
  told = await ToldService.open()
  for (const projectId of [onTime, late, readyBuilt, cancelled]) {
    const regionPath = projectId === late ? feixi : hefei
    await told.tells(registered(projectId, { needOn: '2026-09-01', regionPath }, '2025-11-01'))
    await told.tells(planned(projectId, '2026-06-30', ['2026-05', 1_000]))
  }
  for (const projectId of [onTime, late]) await told.tells(reached(projectId, 'start', '2026-01-05'))
  await told.tells(reached(onTime, 'in-statistics', '2026-01-30'))
  await told.tells(reported(onTime, 100, { occurredOn: '2026-06-01', completedInvestmentFen: 900 }))
  await told.tells(reached(onTime, 'works-complete', '2026-06-10'))
  await told.tells(WorkTakenOver({ projectId: readyBuilt, from: '某置业', evidence: [] }, '2026-03-01'))
  await told.tells(ProjectCancelled({ projectId: cancelled, reason: '撤销' }, '2026-02-01'))
  await told.tells(posted(onTime, { allocation: 2_000 }, { occurredOn: '2026-01-05' }))
  await told.tells(posted(onTime, { 'funds-in-place': 1_000 }, { occurredOn: '2026-01-10' }))
  await told.tells(posted(onTime, { 'funds-in-place': 500 }, { occurredOn: '2026-06-01' }))
  await told.tells(posted(onTime, { disbursement: 700 }, { occurredOn: '2026-06-05' }))
  await told.tells(posted(late, { 'funds-in-place': 50 }, { occurredOn: '2026-06-20' }))
  for (const [place, projectId] of courts.entries()) {
    await told.tells(registered(projectId, { facilityKind: 'sports-court' }, '2025-11-01'))
    await told.tells(planned(projectId, '2026-04-11'))
    await told.tells(reached(projectId, 'start', '2026-01-01'))
    const day = String(11 + place).padStart(2, '0')
    await told.tells(reached(projectId, 'works-complete', `2026-04-${day}`))
  }
  await told.taken()
}, 90_000)

afterAll(() => told?.close())

describe('rates', () => {
  const rates = async (query: string) => {
    const { figures } = await body<{ figures: FigureAnswer[] }>(`rates?${query}`)
    return Object.fromEntries(
      figures.map(({ id, numerator, denominator, unknown }) => [
        id,
        `${numerator}/${denominator}${unknown ? ` and ${unknown}` : ''}`,
      ]),
    )
  }

  it('of schools on a day, over what is due, over the list and over the plan of the year; ready-built and cancelled are not due', async () => {
    expect(await rates('facilityKind=primary-school&asOf=2026-07-01')).toMatchObject({
      'start-rate': '2/2',
      'works-complete-rate': '1/3',
      'works-complete-rate-due': '1/2',
      'works-complete-rate-annual': '1/2',
      'on-time-rate-due': '1/2',
      'in-use-rate-due': 'null/null',
      'in-use-rate-annual': '0/3',
      'in-statistics-rate-due': '1/2',
      'investment-completion-rate-annual': '900/1000 and 2',
      'disbursement-rate-allocated': '700/2000 and 2',
    })
    expect(await rates('facilityKind=primary-school&asOf=2026-06-29')).toMatchObject({
      'works-complete-rate-due': 'null/null',
    })
  })

  it('name what they are measured against: up to the day, up to the end of its year, or the register itself', async () => {
    const { figures } = await body<{ figures: FigureAnswer[] }>('rates?asOf=2026-07-01')
    const targets = Object.fromEntries(figures.map(({ id, target }) => [id, `${target?.from} ${target?.cutOffOn}`]))
    expect(targets).toMatchObject({
      'start-rate': 'planned-start 2026-07-01',
      'start-rate-annual': 'planned-start 2026-12-31',
      'in-use-rate': 'register 2026-07-01',
      'on-time-rate-due': 'first-planned-completion 2026-07-01',
      'investment-completion-rate-annual': 'monthly-plan 2026-12-31',
      'in-place-rate': 'allocated 2026-07-01',
    })
  })

  it('carry all that is needed to compute them again', async () => {
    const { figures } = await body<{ figures: FigureAnswer[] }>('rates?asOf=2026-07-01&facilityKind=primary-school')
    expect(figures.find(({ id }) => id === 'works-complete-rate-due')).toMatchObject({
      version: 2,
      unit: 'percent',
      value: 50,
      denominatorIs: 'due-to-date',
      rule: { zh: expect.stringContaining('现行基准计划'), en: expect.stringContaining('baseline in force') },
      target: { from: 'planned-completion', version: null, cutOffOn: '2026-07-01' },
      asOf: '2026-07-01',
      knownOn: null,
      positions: { registry: 17 },
    })
  })
})

describe('idle funds', () => {
  const idle = (query: string) => body<{ figures: FigureAnswer[]; groups: object[] }>(`idle-funds?${query}`)

  it('are aged from the day they were in place, the oldest used first', async () => {
    expect(await idle('asOf=2026-06-30')).toMatchObject({
      byAge: [
        { age: '0-30', fen: 550, projects: 2 },
        { age: '31-90', fen: 0 },
        { age: '91-180', fen: 300, projects: 1 },
        { age: '181-365', fen: 0 },
        { age: 'over-365', fen: 0 },
      ],
      groups: [{ id: 'national-education-fund', fen: 850, projects: 2 }],
    })
    expect((await idle('asOf=2026-06-04')).figures[0]).toMatchObject({ id: 'idle-funds', value: 1_500 })
  })

  it('lie in divisions, with the projects behind them', async () => {
    expect(await idle('asOf=2026-06-30&by=region&region=3401')).toMatchObject({
      groups: [
        { id: '340104', name: '蜀山区', fen: 800 },
        { id: '340123', name: '肥西县', fen: 50 },
      ],
    })
    const young = 'idle-funds/projects?asOf=2026-06-30&age=0-30&source=national-education-fund'
    const first = await body<{ items: object[]; next: string }>(`${young}&limit=1`)
    expect(first.items).toMatchObject([{ projectId: onTime, fen: 500, oldestOn: '2026-06-01' }])
    expect(await body(`${young}&limit=1&cursor=${first.next}`)).toMatchObject({
      items: [{ projectId: late, fen: 50, oldestOn: '2026-06-20' }],
      next: null,
    })
  })

  it('are not shown to whom the projects are not', async () => {
    const stranger = await told.services.as({ role: 'supervisor', name: '督查', regions: ['340123'] })
    expect(await body('idle-funds?asOf=2026-06-30', stranger)).toMatchObject({ groups: [{ fen: 50, projects: 1 }] })
  })
})

describe('a reference class', () => {
  it('says how long works of a kind took per planned day, and what that means for a plan', async () => {
    expect(await body('reference-class?facilityKind=sports-court&plannedDays=200')).toMatchObject({
      works: 12,
      quantiles: [
        { percent: 50, ratio: 1.055, days: 211 },
        { percent: 80, ratio: 1.088, days: 218 },
        { percent: 90, ratio: 1.099, days: 220 },
      ],
      figure: { id: 'reference-class', value: 1.055 },
    })
  })

  it('below ten is hidden with its works, as on the day the tenth was not yet complete', async () => {
    expect(await body('reference-class?facilityKind=sports-court&asOf=2026-04-19')).toMatchObject({
      works: 9,
      worksMin: 10,
      quantiles: null,
      members: [],
      figure: { value: null },
    })
    expect(await body('reference-class?facilityKind=sports-court&asOf=2026-04-20')).toMatchObject({ works: 10 })
  })

  it('is that of a project’s kind, and knows how long it was planned for', async () => {
    expect(await body(`reference-class?projectId=${courts[0]}`)).toMatchObject({ works: 12, plannedDays: 100 })
    expect(await told.auditor.get(`/api/v1/dashboards/reference-class?projectId=${randomUUID()}`)).toMatchObject({
      status: 404,
    })
  })
})

it.each(['rates', 'idle-funds'])('every figure of %s is what its explanation comes to', async (path) => {
  const query = 'asOf=2026-06-30&facilityKind=primary-school'
  const { figures } = await body<{ figures: FigureAnswer[] }>(`${path}?${query}`)
  for (const { numerator, denominator, ...figure } of figures) {
    const explained = await body<FigureAnswer>(`explain?figure=${figure.id}&${query}`)
    expect(explained).toMatchObject({ ...figure, numerator, denominator })
  }
})

it('a sum says of how many projects nobody told the amount', async () => {
  const sumOf = (figure: string) => body<FigureAnswer>(`explain?figure=${figure}&facilityKind=primary-school`)
  expect(await sumOf('plannedFen')).toMatchObject({ numerator: 0, unknown: 3 })
  expect(await sumOf('allocatedFen')).toMatchObject({ numerator: 2_000, unknown: 2 })
})

it('the definitions of all figures can be read', async () => {
  const { items } = await body<{ items: { id: string }[] }>('figures')
  expect(items.map(({ id }) => id)).toEqual(
    expect.arrayContaining([
      'idle-funds:91-180',
      'earned-schedule',
      'on-time-rate-due',
      'reference-class',
      'attainment',
    ]),
  )
})
