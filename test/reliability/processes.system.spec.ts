import { jest } from '@jest/globals'
import { CommandsClient, fixedToken } from '@zhuji/client'
import { crashPoints } from '@zhuji/messaging'
import { rebuild } from '@zhuji/operations'
import { kafkaForTests } from '@zhuji/testing'
import { tellProvince } from '../bench/province/tell-province.adapter.js'
import { crashAt, tombstoneLetters } from './faults/crash-points.js'
import {
  brokerOutage,
  databaseRestart,
  freeze,
  killAtRandom,
  rollingRestart,
  scale,
  troubledWay,
} from './faults/processes.js'
import { mischiefs } from './faults/way.js'
import { form, isLong, rounds, tell } from './form.config.js'
import type { LoadFigures } from './load/load.js'
import { type OnStack, sceneOnStack } from './on-stack.js'
import { readings } from './oracle/installation.js'
import { assertKept } from './oracle/oracle.js'
import { untilSettled } from './oracle/settled.js'
import { underLoad } from './scene.js'

/** Breaking brokers takes our own, which are to be had only where no others are named. */
const describeWithOwnBroker = (await kafkaForTests()) && !process.env.KAFKA_BROKERS ? describe : describe.skip

jest.setTimeout(form({ short: 900_000, long: 7_200_000 }))

/** Those that are restarted one by one run twice. */
const instances = form<Partial<Record<'registry' | 'milestones' | 'funding' | 'dashboards', number>>>({
  short: { milestones: 2, dashboards: 2 },
  long: { registry: 2, milestones: 2, funding: 2, dashboards: 3 },
})
const perSecond = form({ short: 40, long: 100 })
/** What a city says in its working hours; the faults above press harder. */
const REBUILDING_PER_SECOND = 20
const PATIENCE_MS = form({ short: 240_000, long: 3_600_000 })

/**
 * Services, database and broker as processes of their own, a city's load on the gateway, and one process in trouble after
 * the other. Every test ends with the oracle: whatever happened, what was promised is kept.
 */
describeWithOwnBroker('a city at work', () => {
  let scene: OnStack

  beforeAll(async () => {
    scene = await sceneOnStack({ projects: 8, instances })
  })

  afterAll(async () => scene?.stop())

  const poison: { group: string; cause: string }[] = []
  const during = async (fault: string, act: () => Promise<object>): Promise<LoadFigures> => {
    let seen: object = {}
    const load = await underLoad(scene.load(perSecond), async () => void (seen = await act()))
    const { journal } = scene.evidence
    const [acked, refused, unknown] = [journal.count('acked'), journal.count('refused'), journal.count('unknown')]
    const began = performance.now()
    await untilSettled(scene.evidence.installation)
    const settledMs = Math.round(performance.now() - began)
    tell(fault, { ...seen, ...load, journal: { acked, refused, unknown }, settledMs })
    await assertKept({ ...scene.evidence, poison })
    return load
  }

  it('R17 restarts every service one by one without a caller noticing', async () => {
    const services = Object.keys(instances)
    const times = rounds({ short: 1, long: 5 })
    const load = await during('R17', async () => {
      let slowestStopMs = 0
      for (let time = 0; time < times; time += 1) {
        slowestStopMs = Math.max(slowestStopMs, await rollingRestart(scene, services))
      }
      return { times, slowestStopMs }
    })
    expect(load).toMatchObject({ failedAtFirst: 0, failures: [] })
  })

  it('R1 loses and doubles nothing when any process is killed at any moment', async () => {
    const kills = rounds({ short: 20, long: 200 })
    await during('R1', () => killAtRandom(scene, kills, form({ short: 1_000, long: 5_000 })))
    expect(scene.evidence.journal.count('unknown')).toBe(0)
  })

  it.each(
    form<readonly (readonly ['SIGTERM' | 'SIGKILL', number, number])[]>({
      short: [['SIGKILL', 1_000, 1]],
      long: (['SIGTERM', 'SIGKILL'] as const).flatMap((signal) => [
        [signal, 1_000, rounds({ short: 1, long: 5 })],
        [signal, 10_000, rounds({ short: 1, long: 4 })],
        [signal, 60_000, 1],
      ]),
    }),
  )('R3 takes commands while the broker is gone by %s for %i ms', async (signal, outageMs, times) => {
    const load = await during('R3', async () => {
      const caughtUpMs: number[] = []
      for (let time = 0; time < times; time += 1) caughtUpMs.push(await brokerOutage(scene, signal, outageMs))
      return { signal, outageMs, times, caughtUpMs }
    })
    expect(load).toMatchObject({ failedAtFirst: 0, failures: [] })
  })

  it('R4 says so and comes back when the database restarts at once', async () => {
    const times = rounds({ short: 1, long: 20 })
    const load = await during('R4', async () => {
      const backMs: number[] = []
      for (let time = 0; time < times; time += 1)
        backMs.push(await databaseRestart(scene, form({ short: 1_000, long: 5_000 })))
      return { times, backMs }
    })
    expect(load).toMatchObject({ badRetryAfter: 0 })
    expect(load.answers).not.toHaveProperty('500')
  })

  it('R2 repeats and loses nothing when a process dies between two durable steps', async () => {
    const times = rounds({ short: 1, long: 3 })
    const victims: string[] = []
    await during('R2', async () => {
      for (const point of Array.from({ length: times }, () => crashPoints).flat()) {
        victims.push(`${point}: ${await crashAt(scene, point)}`)
        if (point === 'dead-letter-sent') poison.push(...tombstoneLetters)
      }
      return { times, victims }
    })
    expect(victims).toHaveLength(times * crashPoints.length)
  })

  it('R5 resolves every unknown command by its key, whatever the ways to database and broker do', async () => {
    const times = rounds({ short: 1, long: 10 })
    await during('R5', async () => {
      for (const mischief of Array.from({ length: times }, () => mischiefs).flat()) {
        await troubledWay(scene, mischief, form({ short: 1_500, long: 5_000 }))
      }
      return { times, mischiefs }
    })
    expect(scene.evidence.journal.count('unknown')).toBe(0)
  })

  it('R14 builds every read model anew while the city goes on', async () => {
    const { installation } = scene.evidence
    // A province's lights are more than a receiver takes in meanwhile, and with a subscription goes the list of its messages.
    if (isLong) await scene.unsubscribe()
    const tokens = fixedToken(scene.tokens.administrator)
    const client = new CommandsClient({ baseUrl: () => scene.stack.address, tokens })
    const told = await tellProvince({ client, projects: rounds({ short: 20, long: 12_000 }), today: '2026-06-30' })
    await untilSettled(installation, PATIENCE_MS)
    const reports: object[] = []
    const load = await underLoad(scene.load(REBUILDING_PER_SECOND), async () => {
      for (const projection of new Set(readings.map(({ group }) => group))) {
        const report = await rebuild(installation.reachable, { projection, bus: 'kafka', operator: 'reliability' })
        expect(report).toMatchObject({ differences: 0 })
        reports.push({ projection, ...report })
      }
    })
    // Before it is judged: an hour's figures are worth having whatever became of it.
    tell('R14', { told, ...load, reports })
    expect(load).toMatchObject({ failedAtFirst: 0, failures: [] })
    await untilSettled(installation, PATIENCE_MS)
    await assertKept({ ...scene.evidence, ...(isLong && { sink: undefined }), poison })
  })

  it('R12 keeps each project’s order while members of a group come and go', async () => {
    const times = rounds({ short: 1, long: 15 })
    await during('R12', async () => {
      for (let time = 0; time < times; time += 1) await scale(scene, 'dashboards', form({ short: 1_000, long: 10_000 }))
      return { times }
    })
  })

  it('R13 fences a process that slept through its own replacement', async () => {
    const times = rounds({ short: 1, long: 10 })
    await during('R13', async () => {
      const names = ['dashboards', 'funding', 'alerts', 'milestones', 'registry']
      for (let time = 0; time < times; time += 1) {
        await freeze(scene, names[time % names.length]!, form({ short: 12_000, long: 60_000 }))
      }
      return { times }
    })
  })
})
