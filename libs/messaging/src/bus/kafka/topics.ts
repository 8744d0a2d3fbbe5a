import { contexts, topicOf } from '@zhuji/contracts'

/** What one installation puts in front of its topics; a second installation on the same brokers takes another. */
export const DEFAULT_NAMESPACE = 'zhuji'

/** A topic as it is to be created. Copies and copies in sync depend on the cluster and are decided when it is known. */
export interface TopicPlan {
  readonly name: string
  readonly partitions: number
  readonly config: Readonly<Record<string, string>>
}

/** Changing it later moves keys to other partitions: plan a new topic version instead. */
const EVENT_PARTITIONS = 6
const MEBIBYTE = 1024 * 1024

/** One project's events are one stream of records in one partition of this topic. */
export function eventTopic(context: string, namespace: string = DEFAULT_NAMESPACE): string {
  return namespace + topicOf(context).slice(DEFAULT_NAMESPACE.length)
}

/** Where a group's unusable records of a topic lie, byte for byte, for people and the redrive. */
export function deadLetterTopic(topic: string, group: string): string {
  return `${topic}.${group}.dlq`
}

/** The group as Kafka knows it: `<service>.<purpose>`, behind the namespace when that is not the default. */
export function kafkaGroup(group: string, namespace: string = DEFAULT_NAMESPACE): string {
  return namespace === DEFAULT_NAMESPACE ? group : `${namespace}.${group}`
}

/** One topic for each service that records, so that the order of a service's facts about a project holds. */
export function eventTopicPlans(
  namespace: string = DEFAULT_NAMESPACE,
  wanted: readonly string[] = contexts,
): readonly TopicPlan[] {
  return wanted.map((context) => ({
    name: eventTopic(context, namespace),
    partitions: EVENT_PARTITIONS,
    // A new group reads from the first event: nothing may expire, nothing may be compacted away.
    config: { 'cleanup.policy': 'delete', 'retention.ms': '-1', 'max.message.bytes': String(8 * MEBIBYTE) },
  }))
}

/** A little more room than the event topic has, because causes and places are added to the original. */
export function deadLetterTopicPlan(topic: string, group: string): TopicPlan {
  return {
    name: deadLetterTopic(topic, group),
    partitions: 1,
    config: { 'cleanup.policy': 'delete', 'retention.ms': '-1', 'max.message.bytes': String(9 * MEBIBYTE) },
  }
}

/** Three copies, two of them in sync, wherever there are brokers for it. */
export function copiesOn(brokers: number): { readonly copies: number; readonly inSync: number } {
  const copies = Math.max(1, Math.min(3, brokers))
  return { copies, inSync: copies >= 3 ? 2 : 1 }
}
