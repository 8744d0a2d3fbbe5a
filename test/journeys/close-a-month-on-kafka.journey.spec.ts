import { jest } from '@jest/globals'
import { Logger } from '@nestjs/common'
import { eventTopic, kafkaGroup } from '@zhuji/messaging'
import { kafkaForTests } from '@zhuji/testing'
import { clientOf } from '../bus/kafka-records.js'
import { sql } from '../operations/installation.js'
import { aMonthIsClosed } from './close-a-month.features.js'
import type { MonthEnd } from './month-end.features.js'

const kafka = await kafkaForTests()

jest.setTimeout(300_000)

;(kafka ? describe : describe.skip)('over Kafka, each service by itself with its own database', () => {
  beforeAll(() => Logger.overrideLogger(false))

  let letThrough: () => Promise<void>
  aMonthIsClosed({
    brokers: kafka?.brokers,
    tellLast: async (city, tell) => {
      letThrough = await heldBack(city, tell)
    },
    whileOpen: (city) =>
      describe('June, while one of its facts is on its way and what was recorded after it is here', () => {
        it('is not closed, and what is missing is named with its log, its type and how many', async () => {
          const lack = { service: 'funding', number: 1, type: 'funding.ledger-entry-posted.v2', missing: 1 }
          await city().eventually(async () =>
            expect(await city().post('dashboards/closings?dryRun=true', { month: '2026-06' })).toMatchObject({
              status: 422,
              body: { slug: 'log-incomplete', figures: lack },
            }),
          )
        })

        it('is complete as soon as that has come, after everything behind it', () => letThrough())
      }),
  })
})

const count = async (city: MonthEnd, database: string, from: string): Promise<number> => {
  const { rows } = await sql<{ count: number }>(city.urlOf(database), `select count(*)::int as count from ${from}`)
  return rows[0]!.count
}

/**
 * While the dashboards are away the fact is put on its partition, and their place there is moved past it: from then on they
 * have everything but that one record, as where a partition is slower than others. Letting it through moves them back.
 */
async function heldBack(city: MonthEnd, tell: () => Promise<void>): Promise<() => Promise<void>> {
  const [topic, groupId] = [eventTopic('funding', city.namespace), kafkaGroup('dashboards.projects', city.namespace)]
  const admin = clientOf(kafka!.brokers).admin()
  const ends = async () => new Map((await admin.fetchTopicOffsets(topic)).map((end) => [end.partition, end.high]))
  const moveTo = async (partition: number, offset: string): Promise<void> => {
    await city.stop(['dashboards'])
    await admin.setOffsets({ groupId, topic, partitions: [{ partition, offset }] })
    await city.start(['dashboards'])
  }
  await city.eventually(async () =>
    expect(await count(city, 'dashboards', `dashboards.story_event where source = 'funding'`)).toBe(
      await count(city, 'funding', 'funding.event_log'),
    ),
  )
  await admin.connect()
  const before = await ends()
  await city.stop(['dashboards'])
  await tell()
  const [partition, end] = await city.eventually(async () => {
    const moved = [...(await ends())].find(([partition, high]) => high !== before.get(partition))
    expect(moved).toBeDefined()
    return moved!
  })
  await admin.setOffsets({ groupId, topic, partitions: [{ partition, offset: end }] })
  await city.start(['dashboards'])
  return async () => {
    await moveTo(partition, before.get(partition)!)
    await admin.disconnect()
  }
}
