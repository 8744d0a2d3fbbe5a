import { contractChanges, contexts, type EventDefinition, type JsonSchema, topicOf } from '@zhuji/contracts'
import { z } from 'zod'

const DRAFT = 'http://json-schema.org/draft-07/schema#'

/** What a reader of an event must be able to take: unknown fields are later additions and are let through. */
function schemaOf({ schema }: EventDefinition): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-7', io: 'input' })
  return rest as JsonSchema
}

/**
 * The schema of one version as it is kept in the repository. Every example that was ever published stays in it. Throws
 * when the event would become another contract under the same version.
 */
export function frozenSchemaOf(definition: EventDefinition, before: JsonSchema | undefined): JsonSchema {
  const { type, summary, key } = definition
  const today = schemaOf(definition)
  const changes = before ? contractChanges(before, today) : []
  if (changes.length > 0) {
    throw new Error(
      `${type} is released and would change; declare the next version instead:\n  ${changes.join('\n  ')}`,
    )
  }
  const published = new Map(
    [...((before?.['examples'] as unknown[] | undefined) ?? []), ...definition.examples].map((example) => [
      JSON.stringify(example),
      example,
    ]),
  )
  const told = { $schema: DRAFT, $id: `urn:zhuji:event:${type}`, title: type, description: inBoth(summary) }
  return { ...told, 'x-summary': summary, 'x-key': key, ...today, examples: [...published.values()] }
}

const inBoth = ({ zh, en }: EventDefinition['summary']) => `${zh} / ${en}`

const text = (description: string, more: object = {}) => ({ type: 'string', description, ...more })

/** CloudEvents 1.0 in Kafka's binary mode: the payload is the record's value, everything else is one of its headers. */
const headers = {
  type: 'object',
  required: [
    'content-type',
    'ce_specversion',
    'ce_id',
    'ce_type',
    'ce_source',
    'ce_time',
    'ce_subject',
    'ce_streamid',
    'ce_streamversion',
    'ce_occurredon',
    'ce_knownon',
    'ce_knownonclaimed',
    'ce_actor',
    'ce_correlationid',
    'ce_xid',
    'ce_position',
  ],
  properties: {
    'content-type': text('The payload is JSON.', { const: 'application/json' }),
    ce_specversion: text('Version of CloudEvents.', { const: '1.0' }),
    ce_id: text('Id of the event; the same in every delivery.', { format: 'uuid' }),
    ce_type: text('`<service>.<event>.v<major>`'),
    ce_source: text('The service whose log holds it.', { enum: [...contexts] }),
    ce_time: text('记录时刻 / when our log took it in; never set by a caller.', { format: 'date-time' }),
    ce_subject: text('The key: the project, programme or region it is about.'),
    ce_streamid: text('The stream it belongs to.', { examples: ['project/0198b9a0-0000-7000-8000-000000000001'] }),
    ce_streamversion: text('Its place in the stream, from 1, without gaps.', { pattern: '^[1-9]\\d*$' }),
    ce_occurredon: text('发生日 / the day it happened.', { format: 'date' }),
    ce_knownon: text('获知日 / the day on which it was known.', { format: 'date' }),
    ce_knownonclaimed: text('Whether an import claims that day.', { enum: ['true', 'false'] }),
    ce_actor: text('Who did it, as JSON: person, unit, role.'),
    ce_correlationid: text('The request it goes back to.'),
    ce_causationid: text('The event it follows from; absent when there is none.'),
    ce_xid: text('Transaction in the log.', { pattern: '^\\d{1,20}$' }),
    ce_position: text('Row in the log.', { pattern: '^\\d{1,15}$' }),
    traceparent: text('W3C Trace Context: where in which trace it was recorded; absent when it was not traced.'),
  },
} as const

/** AsyncAPI 3.0 of everything that is published: one channel for each service that records, one message for each type. */
export function asyncApiOf(definitions: readonly EventDefinition[]): object {
  const of = (context: string) => definitions.filter((definition) => definition.context === context)
  return {
    asyncapi: '3.0.0',
    id: 'urn:zhuji:events',
    info: {
      title: 'Zhuji 筑迹: events',
      version: '1.0.0',
      description:
        'Every fact about a project, in order by project. 投递保证 / delivery: at least once; `ce_id` is the same in every delivery.',
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(contexts.map((context) => [context, channelOf(context, of(context))])),
    operations: Object.fromEntries(
      contexts.map((context) => [
        `publish-${context}`,
        { action: 'send', channel: { $ref: `#/channels/${context}` }, summary: `${context} tells what happened` },
      ]),
    ),
    components: {
      messages: Object.fromEntries(definitions.map((definition) => [definition.type, messageOf(definition)])),
      messageTraits: { cloudEvent: { headers } },
    },
  }
}

function channelOf(context: string, definitions: readonly EventDefinition[]): object {
  return {
    address: topicOf(context),
    messages: Object.fromEntries(definitions.map(({ type }) => [type, { $ref: `#/components/messages/${type}` }])),
    bindings: { kafka: { topic: topicOf(context), bindingVersion: '0.5.0' } },
  }
}

function messageOf(definition: EventDefinition): object {
  const { type, summary, key, examples } = definition
  return {
    name: type,
    title: summary.zh,
    summary: inBoth(summary),
    contentType: 'application/json',
    traits: [{ $ref: '#/components/messageTraits/cloudEvent' }],
    payload: schemaOf(definition),
    examples: examples.map((payload) => ({ name: type, payload })),
    bindings: {
      kafka: { key: { type: 'string', description: `\`${String(key)}\` of the payload` }, bindingVersion: '0.5.0' },
    },
  }
}
