import { writeFile } from 'node:fs/promises'
import { copiesOn, deadLetterTopicPlan, eventTopic, eventTopicPlans, type TopicPlan } from '@zhuji/messaging'
import { unstarted } from '@zhuji/platform'
import { consumerGroupsOf } from './consumer-groups.adapter.js'
import { services } from './services.js'

const BROKERS_IN_PRODUCTION = 3

/** `deploy/topics.json`: every topic an installation needs, and who reads it. Runs from the repository's root. */
const groups = consumerGroupsOf(await unstarted(services))
const events = eventTopicPlans().map((plan) => ({ ...described(plan), groups: readersOf(plan.name) }))
const deadLetters = groups.flatMap(({ group, contexts }) =>
  contexts.map((context) => described(deadLetterTopicPlan(eventTopic(context), group))),
)
await writeFile('deploy/topics.json', `${JSON.stringify({ events, deadLetters }, null, 2)}\n`)

function readersOf(topic: string): string[] {
  return groups
    .filter(({ contexts }) => contexts.some((context) => eventTopic(context) === topic))
    .map(({ group }) => group)
}

function described({ name, partitions, config }: TopicPlan): object {
  const { copies, inSync } = copiesOn(BROKERS_IN_PRODUCTION)
  return { name, partitions, replicationFactor: copies, config: { ...config, 'min.insync.replicas': String(inSync) } }
}
