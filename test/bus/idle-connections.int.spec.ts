import { createHook } from 'node:async_hooks'
import { Logger } from '@nestjs/common'
import { kafkaClient } from '@zhuji/messaging'
import { kafkaForTests } from '@zhuji/testing'

const kafka = await kafkaForTests()
const describeWithKafka = kafka ? describe : describe.skip

Logger.overrideLogger(false)

describeWithKafka('a connection on which nothing happens', () => {
  it('arms no timer again and again', async () => {
    const producer = kafkaClient(kafka!.brokers).producer()
    await producer.connect()
    let timers = 0
    const hook = createHook({ init: (_, type) => void (timers += type === 'Timeout' ? 1 : 0) })
    try {
      hook.enable()
      await new Promise((resolve) => setTimeout(resolve, 1_000))
    } finally {
      hook.disable()
      await producer.disconnect()
    }
    // The client library alone arms one every millisecond.
    expect(timers).toBeLessThan(50)
  })
})
