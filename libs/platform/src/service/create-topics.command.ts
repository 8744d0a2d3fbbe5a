import { readFile } from 'node:fs/promises'
import { DEFAULT_NAMESPACE, ensureTopics, kafkaClient, type TopicPlan } from '@zhuji/messaging'
import { z } from 'zod'
import { kafkaSecurity } from '../config/kafka.config.js'
import { platformConfig } from '../config/platform.config.js'
import { readConfig } from '../config/read.config.js'
import { assertBusConfigured } from './event-bus.adapter.js'

/**
 * Creates the topics of the checked-in list that do not exist yet: a job that runs before the services, which then need no
 * right to create any. How many copies there are depends on the brokers, three where there are three.
 */
const config = readConfig({ ...platformConfig, TOPICS_FILE: z.string().min(1).default('deploy/topics.json') })
assertBusConfigured({ ...config, bus: 'kafka' })
const listed = JSON.parse(await readFile(config.topicsFile, 'utf8')) as Record<string, TopicPlan[]>
const plans = Object.values(listed)
  .flat()
  .map((plan) => ({ ...plan, name: config.kafkaNamespace + plan.name.slice(DEFAULT_NAMESPACE.length) }))
const created = await ensureTopics(kafkaClient(config.kafkaBrokers, kafkaSecurity(config)), plans)
process.stdout.write(`${created.length} of ${plans.length} topics created\n`)
