import { jest } from '@jest/globals'
import { Logger } from '@nestjs/common'
import { eventTopic } from '@zhuji/messaging'
import { eventually, type KafkaBroker, kafkaForTests, startKafkaBroker } from '@zhuji/testing'
import { everythingOn } from './kafka-records.js'
import { namespaceOf, startKafkaBus } from './kafka-services.js'
import { everyType, noteSeen, projectIds, recordFact, seenVersions, twoServices } from './two-services.js'

/** Breaking a broker takes one of our own, which is to be had only where no others are named. */
const describeWithOwnBroker = (await kafkaForTests()) && !process.env.KAFKA_BROKERS ? describe : describe.skip

jest.setTimeout(300_000)
Logger.overrideLogger(false)

const PATIENCE = { within: 150_000 }
const consumer = { group: 'dashboards.test', types: everyType, handler: noteSeen }

describeWithOwnBroker('the Kafka bus over a broker’s restart', () => {
  it('takes commands meanwhile and catches up afterwards', async () => {
    const broker: KafkaBroker = await startKafkaBroker()
    const services = await twoServices()
    const bus = startKafkaBus({ brokers: broker.brokers, services }, [consumer])
    try {
      const ids = projectIds(10)
      const round = () => Promise.all(ids.map((id) => recordFact(services.store, id)))
      const seen = (versions: number[]) =>
        eventually(
          async () => {
            const found = await seenVersions(services.dashboards)
            expect(Object.fromEntries(found)).toEqual(Object.fromEntries(ids.map((id) => [id, versions])))
          },
          { ...PATIENCE, describe: 'what was recorded before, during and after the outage is in effect' },
        )
      await round()
      await seen([1])
      await broker.kill()
      await round()
      const { relays } = await bus.figures()
      expect(relays).toContainEqual(expect.objectContaining({ context: 'registry', events: 10 }))
      await broker.restart()
      await round()
      await seen([1, 2, 3])
      const topic = eventTopic('registry', namespaceOf(services))
      expect((await everythingOn(broker.brokers, topic)).length).toBeGreaterThanOrEqual(30)
    } finally {
      await bus.close()
      await services.stop()
      await broker.stop()
    }
  })
})
