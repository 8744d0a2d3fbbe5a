import type { Kafka } from 'kafkajs'
import { copiesOn, type TopicPlan } from './topics.js'

/** Creates those that do not exist and returns their names; what exists is left as it is. Brokers create nothing by themselves. */
export async function ensureTopics(kafka: Kafka, plans: readonly TopicPlan[]): Promise<readonly string[]> {
  const admin = kafka.admin()
  await admin.connect()
  try {
    const existing = new Set(await admin.listTopics())
    const missing = plans.filter((plan) => !existing.has(plan.name))
    if (missing.length === 0) return []
    const { copies, inSync } = copiesOn((await admin.describeCluster()).brokers.length)
    await admin.createTopics({
      waitForLeaders: true,
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
    return missing.map((plan) => plan.name)
  } finally {
    await admin.disconnect()
  }
}
