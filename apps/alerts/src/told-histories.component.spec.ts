import { randomUUID } from 'node:crypto'
import { Module } from '@nestjs/common'
import pg from 'pg'
import { RegionDefined } from '@zhuji/contracts'
import { StoppedClock } from '@zhuji/kernel'
import { readConfig } from '@zhuji/platform'
import { eventually, type FreshDatabase, freshDatabase, type RunningServices, runServices } from '@zhuji/testing'
import { alertsConfig } from './alerts.config.js'
import { alertsModule } from './alerts.module.js'
import { planned, reached, registered } from './told-facts/told.features.js'
import { ToldFacts } from './told-facts/told-facts.features.js'

@Module(alertsModule(() => readConfig(alertsConfig, { ALERTS_CHECK_EVERY_MS: '50' })))
class Alerts {}

describe('alerts of a project whose history an import tells', () => {
  const clock = new StoppedClock(new Date('2027-05-10T04:00:00Z'))
  let database: FreshDatabase
  let facts: ToldFacts
  let services: RunningServices
  let pool: pg.Pool

  beforeAll(async () => {
    database = await freshDatabase()
    facts = await ToldFacts.open(database.url, clock)
    pool = new pg.Pool({ connectionString: database.url, max: 1 })
    services = await runServices({ modules: [Alerts], clock, database })
    await facts.tell(RegionDefined({ code: '3401', regionPath: [{ code: '3401', name: '合肥市' }] }, '2020-01-01'))
  })

  afterAll(async () => {
    await facts?.close()
    await pool?.end()
    await services?.stop()
  })

  const row = async (projectId: string): Promise<{ isDue: boolean; reached: number } | undefined> =>
    (
      await pool.query(
        `select judge_from <= now() as "isDue", (select count(*)::int from json_object_keys(facts->'reached')) as reached
         from alerts.watched_project where project_id = $1 and (facts->>'baselineVersion')::int > 0`,
        [projectId],
      )
    ).rows[0]
  const untilTakenIn = (projectId: string, reachedSteps: number) =>
    eventually(async () => expect(await row(projectId)).toMatchObject({ reached: reachedSteps }))
  /** Two steps that are overdue as long as nobody has said that they were reached. */
  const halfTold = async () => {
    const projectId = randomUUID()
    const steps = planned({ 'topping-out': '2026-12-31', 'works-complete': '2027-03-31' }, projectId)
    await facts.tellHistory('2026-01-10', registered({}, projectId), steps)
    await untilTakenIn(projectId, 0)
    return projectId
  }
  const toppedOut = (projectId: string) =>
    facts.tellHistory('2027-01-10', reached('topping-out', '2026-12-30', projectId))
  const untilJustOneIsLit = async (projectId: string) => {
    const supervisor = await services.as({ role: 'supervisor', regions: ['3401'] })
    await eventually(
      async () =>
        expect((await supervisor.get(`/api/v1/alerts?projectId=${projectId}&status=all`)).body).toMatchObject({
          items: [{ status: 'open', cause: { subject: 'works-complete' } }],
        }),
      { within: 15_000 },
    )
  }

  it('lights nothing that the rest of the history would take back', async () => {
    const projectId = await halfTold()
    await new Promise((resolve) => setTimeout(resolve, 500))
    await toppedOut(projectId)
    await untilJustOneIsLit(projectId)
  })

  it('does not wait for the end of a history that goes on and on', async () => {
    const projectId = await halfTold()
    expect(await row(projectId)).toMatchObject({ isDue: false })
    const longAgo = `update alerts.watched_project set told_since = now() - interval '31 s' where project_id = $1`
    await pool.query(longAgo, [projectId])
    await toppedOut(projectId)
    await untilTakenIn(projectId, 1)
    expect(await row(projectId)).toMatchObject({ isDue: true })
    await untilJustOneIsLit(projectId)
  })

  it('judges at once what is said today', async () => {
    const projectId = await halfTold()
    await facts.tell(reached('topping-out', '2026-12-30', projectId))
    await untilTakenIn(projectId, 1)
    expect(await row(projectId)).toMatchObject({ isDue: true })
    await untilJustOneIsLit(projectId)
  })
})
