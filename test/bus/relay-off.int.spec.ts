import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Logger } from '@nestjs/common'
import { eventTopic, kafkaClient } from '@zhuji/messaging'
import { RegistryModule } from '@zhuji/registry'
import { eventually, freshDatabase, kafkaForTests, runServices } from '@zhuji/testing'

const kafka = await kafkaForTests()
const describeWithKafka = kafka ? describe : describe.skip

describeWithKafka('with RELAY=off a service', () => {
  const namespace = `specs-${randomUUID().slice(0, 8)}`

  it('records facts and hands none to its topic, until a relay is on again', async () => {
    Logger.overrideLogger(false)
    const database = await freshDatabase()
    const environment = { BUS: 'kafka', KAFKA_BROKERS: kafka!.brokers.join(','), KAFKA_NAMESPACE: namespace }
    const modules = [RegistryModule]
    const silent = await runServices({ modules, database, environment: { ...environment, RELAY: 'off' } })
    const administrator = await silent.as({ role: 'administrator' })
    const region = { code: '34', name: '安徽省', occurredOn: '2020-01-01' }
    expect((await administrator.post('/api/v1/registry/regions', region)).status).toBe(201)
    await eventually(async () => expect(await recordsOnTopic()).toBe(0), {
      within: 30_000,
      describe: 'there is a topic',
    })
    // Ten times as long as an idle relay takes to look again.
    await pause(2_000)
    expect(await recordsOnTopic()).toBe(0)
    expect(String((await administrator.get('/metrics')).body)).not.toContain('zhuji_relay_lag_seconds{')
    await silent.stop({ keepDatabase: true })

    const relaying = await runServices({ modules, database, environment })
    await eventually(async () => expect(await recordsOnTopic()).toBe(1), {
      within: 60_000,
      describe: 'the fact is there',
    })
    await relaying.stop()
  }, 180_000)

  async function recordsOnTopic(): Promise<number> {
    const admin = kafkaClient(kafka!.brokers).admin()
    await admin.connect()
    try {
      const partitions = await admin.fetchTopicOffsets(eventTopic('registry', namespace))
      return partitions.reduce((sum, { high }) => sum + Number(high), 0)
    } finally {
      await admin.disconnect()
    }
  }
})
