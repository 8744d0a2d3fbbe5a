import { PlanAdopted } from '@zhuji/contracts'
import { dashboardMigrations } from '../migrations/dashboards.migration.js'
import { projectFacts } from '../projection/dashboard.projection.js'
import { knownOn, TakenIn } from '../told-facts/taken-in.features.js'
import { anyId, reached, registered } from '../told-facts/told.features.js'
import { ReferenceClasses } from './reference-class.repository.js'

let takenIn: TakenIn

beforeAll(async () => {
  takenIn = await TakenIn.open({ migrations: dashboardMigrations, project: projectFacts })
})

afterAll(() => takenIn?.close())

it('the planned duration is as each of its days was first promised, whichever baseline first had it', async () => {
  const id = anyId()
  const planned = (version: number, ...steps: readonly (readonly ['start' | 'works-complete', string])[]) =>
    PlanAdopted(
      {
        projectId: id,
        baselineVersion: version,
        template: 'own',
        steps: steps.map(([milestone, plannedOn]) => ({ milestone, plannedOn })),
      },
      '2016-01-01',
    )
  await takenIn.batch(
    ...knownOn(
      '2018-01-01',
      registered(id, {}, '2016-01-01'),
      planned(1, ['works-complete', '2017-01-01']),
      planned(2, ['start', '2016-06-01'], ['works-complete', '2017-03-01']),
      planned(3, ['start', '2016-11-01'], ['works-complete', '2017-06-01']),
      reached(id, 'start', '2016-12-01'),
      reached(id, 'works-complete', '2017-07-01'),
    ),
  )
  const { members } = await new ReferenceClasses(takenIn.source).completed({}, { all: true })
  expect(members).toMatchObject([{ plannedDays: 214, actualDays: 212 }])
})
