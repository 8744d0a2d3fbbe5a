import { jest } from '@jest/globals'
import { Logger } from '@nestjs/common'
import { DashboardsModule, programmeVersions, sealedLogs } from '@zhuji/dashboards'
import { FundingModule, knownProgrammesProjection } from '@zhuji/funding'
import { ensureTopics, eventTopic, eventTopicPlans } from '@zhuji/messaging'
import { MilestonesModule } from '@zhuji/milestones'
import { kafkaForTests } from '@zhuji/testing'
import { clientOf } from '../bus/kafka-records.js'
import { Chance } from './chance.js'
import { poisonLike, reordered, repeated } from './faults/records.js'
import { form, rounds, seed, tell } from './form.config.js'
import { listenersOnKafka, type OnKafka, sceneOnKafka } from './on-kafka.js'
import type { Evidence } from './oracle/finding.js'
import { Installation, readings, type Service } from './oracle/installation.js'
import { assertKept } from './oracle/oracle.js'
import { differencesOf, hashOf, readModels, rowsOf, type Tables } from './oracle/read-models.js'
import { groupsTaken, untilSettled } from './oracle/settled.js'
import { recordedOn, send, type TopicRecord, untilRead } from './records.js'
import { record, type Scene } from './scene.js'

const kafka = await kafkaForTests()
const describeWithKafka = kafka ? describe : describe.skip

jest.setTimeout(form({ short: 300_000, long: 7_200_000 }))
Logger.overrideLogger(false)

const listening = ['milestones', 'funding', 'dashboards'] as const
const PATIENCE_MS = form({ short: 120_000, long: 1_800_000 })

/** They ask for no registrations; bodies of a type that a group did not ask for are not even parsed. */
const unasking = [programmeVersions.group, knownProgrammesProjection.group, sealedLogs.group]
const finds = (group: string, cause: string): boolean =>
  !unasking.includes(group) || !['not-json', 'invalid-schema'].includes(cause)

/** What happens to records on their way, on their topics and in the read models, without any process failing. */
describeWithKafka('a recorded city', () => {
  let scene: Scene & OnKafka
  let models: Map<Service, Tables>
  let topics: Map<Service, TopicRecord[]>

  beforeAll(async () => {
    scene = await sceneOnKafka(kafka!.brokers, 10)
    await record(scene, rounds({ short: 400, long: 40_000 }))
    models = await everyModel(scene.evidence.installation, [...listening, 'alerts'])
    topics = await recordedOn(scene.brokers, scene.namespace)
  })

  afterAll(async () => scene?.stop())

  const everythingRead = async () => {
    await untilRead(scene.brokers, scene.namespace, PATIENCE_MS)
    await untilSettled(scene.evidence.installation, PATIENCE_MS)
  }
  const assertSame = async (found: typeof models, rebuilt: Installation) => {
    for (const [service, tables] of found) {
      const differences = differencesOf(models.get(service)!, tables)
      const rows = await rowsOf(differences, { live: scene.evidence.installation, rebuilt }, service)
      expect({ count: differences.length, rows }).toEqual({ count: 0, rows: [] })
    }
  }
  const sizes = () => [...topics.values()].reduce((sum, records) => sum + records.length, 0)

  it('R7 gives the same read models whatever order the records come in', async () => {
    const seeds = rounds({ short: 1, long: 20 })
    for (let round = 0; round < seeds; round += 1) {
      const chance = new Chance(seed + round)
      const place = await listenersOnKafka(scene.brokers, [MilestonesModule, FundingModule, DashboardsModule])
      const anew = new Installation({ address: '', databaseUrl: () => place.database.url })
      try {
        const kafka = clientOf(scene.brokers)
        await ensureTopics(kafka, eventTopicPlans(place.namespace))
        for (const service of chance.shuffled([...topics.keys()])) {
          await send(scene.brokers, eventTopic(service, place.namespace), reordered(topics.get(service)!, 50, chance))
        }
        const groups = readings.filter(({ service }) => listening.some((each) => each === service))
        await groupsTaken({ from: scene.evidence.installation, by: anew, groups, within: PATIENCE_MS })
        const found = await everyModel(anew, listening)
        await assertSame(found, anew)
        const [parked] = await anew.rows<{ parked: number }>(
          'dashboards',
          'select count(*)::int as parked from dashboards.parked_event',
        )
        expect(parked).toEqual({ parked: 0 })
      } finally {
        await anew.close()
        await place.stop()
      }
    }
    const hashes = Object.fromEntries([...models].map(([service, tables]) => [service, hashOf(tables).slice(0, 12)]))
    tell('R7', { seeds, window: 50, records: sizes(), hashes, parked: 0 })
  })

  it('R6 changes nothing and tells nobody anything when every topic is played again', async () => {
    const { installation, sink } = scene.evidence
    const notified = sink.received.size
    const chance = new Chance(seed)
    let sent = 0
    const began = performance.now()
    for (const [service, records] of topics) {
      const again = repeated(records, 3, chance)
      await send(scene.brokers, eventTopic(service, scene.namespace), again)
      sent += again.length
    }
    await everythingRead()
    const seconds = Math.round((performance.now() - began) / 1000)
    const found = await everyModel(installation, [...listening, 'alerts'])
    await assertSame(found, installation)
    expect(sink.received.size).toBe(notified)
    await assertKept(scene.evidence)
    tell('R6', { records: sizes(), sent, seconds, notified })
  })

  it('R8 makes one dead letter of each poisoned record, with its true cause, and goes on behind it', async () => {
    // Not the programme's own chance: its ids are those of projects that are registered.
    const chance = new Chance(seed + 1)
    const registration = topics.get('registry')!.find(({ headers }) => headers.ce_type?.includes('project-registered'))!
    const times = rounds({ short: 1, long: 15 })
    const poisons = Array.from({ length: times }, () => poisonLike(registration, chance)).flat()
    const groups = readings.filter(({ source }) => source === 'registry')
    const poison = poisons.flatMap(({ cause }) =>
      cause ? groups.filter(({ group }) => finds(group, cause)).map(({ group }) => ({ group, cause })) : [],
    )
    const commands = rounds({ short: 100, long: 10_000 })
    const clean = await record(scene, scene.evidence.journal.size + commands)
    const sending = (async () => {
      for (const one of poisons) await send(scene.brokers, eventTopic('registry', scene.namespace), [one.record])
    })()
    const poisoned = await record(scene, scene.evidence.journal.size + commands)
    await sending
    await everythingRead()
    const foreign = poisons.flatMap(({ kind, record: { key } }) => (kind === 'unknown project' && key ? [key] : []))
    const evidence: Evidence = { ...scene.evidence, poison, foreign }
    await assertKept(evidence)
    const cards = await evidence.installation.rows(
      'dashboards',
      'select project_id, registered from dashboards.project_card where project_id = any($1) order by 1',
      [foreign],
    )
    expect(cards).toEqual(foreign.toSorted().map((projectId) => ({ project_id: projectId, registered: false })))
    tell('R8', { commands, poisoned: poisons.length, letters: poison.length, p99Ms: [clean.p99Ms, poisoned.p99Ms] })
  })
})

async function everyModel(installation: Installation, services: readonly Service[]): Promise<Map<Service, Tables>> {
  const found = new Map<Service, Tables>()
  for (const service of services) found.set(service, await readModels(installation, service))
  return found
}
