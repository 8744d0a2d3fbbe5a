import { setTimeout as pause } from 'node:timers/promises'
import type { Admin, Kafka } from 'kafkajs'
import { copiesOn, type TopicPlan } from './topics.js'

const LEADERS_MS_MAX = 30_000
const POLL_MS = 100

/** Creates those that do not exist and returns their names; what exists is left as it is. Brokers create nothing by themselves. */
export async function ensureTopics(kafka: Kafka, plans: readonly TopicPlan[]): Promise<readonly string[]> {
  const admin = kafka.admin()
  await admin.connect()
  try {
    const existing = new Set(await admin.listTopics())
    const missing = plans.filter((plan) => !existing.has(plan.name))
    if (missing.length === 0) return []
    const { copies, inSync } = copiesOn((await admin.describeCluster()).brokers.length)
    const names = missing.map((plan) => plan.name)
    await admin.createTopics({
      waitForLeaders: false,
      topics: missing.map(({ name, partitions, config }) => ({
        topic: name,
        numPartitions: partitions,
        replicationFactor: copies,
        configEntries: Object.entries({ ...config, 'min.insync.replicas': String(inSync) }).map(([key, value]) => ({
          name: key,
          value,
        })),
      })),
    })
    await untilLed(admin, names)
    return names
  } finally {
    await admin.disconnect()
  }
}

/**
 * A broker may not have heard yet of a topic that its controller has made; the library's own wait for leaders takes that
 * for a final error.
 */
async function untilLed(admin: Admin, names: readonly string[]): Promise<void> {
  const deadline = Date.now() + LEADERS_MS_MAX
  for (;;) {
    try {
      const { topics } = await admin.fetchTopicMetadata({ topics: [...names] })
      const partitions = topics.flatMap((topic) => topic.partitions)
      if (topics.length === names.length && partitions.every(({ leader }) => leader >= 0)) return
    } catch (error) {
      if (Date.now() > deadline) throw error
    }
    if (Date.now() > deadline) throw new Error(`no leaders for ${names.join(', ')} within ${LEADERS_MS_MAX} ms`)
    await pause(POLL_MS)
  }
}
