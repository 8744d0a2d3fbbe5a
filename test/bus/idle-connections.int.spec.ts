import { AsyncLocalStorage, createHook } from 'node:async_hooks'
import { Logger } from '@nestjs/common'
import { kafkaClient } from '@zhuji/messaging'
import { kafkaForTests } from '@zhuji/testing'

const kafka = await kafkaForTests()
const describeWithKafka = kafka ? describe : describe.skip

Logger.overrideLogger(false)

describeWithKafka('a connection on which nothing happens', () => {
  it('arms no timer again and again', async () => {
    // Whatever else lives in this process arms timers of its own; ours descend from the connecting.
    const ours = new AsyncLocalStorage<boolean>()
    const producer = kafkaClient(kafka!.brokers).producer()
    let timers = 0
    const hook = createHook({
      init: (_, type) => {
        if (type === 'Timeout' && ours.getStore()) timers += 1
      },
    })
    await ours.run(true, () => producer.connect())
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
