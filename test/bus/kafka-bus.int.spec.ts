import { jest } from '@jest/globals'
import { kafkaForTests } from '@zhuji/testing'
import { describeBus } from './bus.features.js'
import { startKafkaBus } from './kafka-services.js'

const kafka = await kafkaForTests()

jest.setTimeout(90_000)

if (kafka) {
  describeBus('Kafka', () => ({
    start: (services, consumers) => {
      const bus = startKafkaBus({ brokers: kafka.brokers, services }, consumers)
      return Promise.resolve({ stop: () => bus.close() })
    },
  }))
} else {
  describe.skip('the Kafka bus', () => {
    it('needs a broker', () => undefined)
  })
}
