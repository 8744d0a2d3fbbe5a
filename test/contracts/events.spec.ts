import { readdirSync, readFileSync } from 'node:fs'
import asyncapi from '@asyncapi/parser'
import { Ajv } from 'ajv'
import { contractChanges, definitionOf, eventDefinitions, type JsonSchema, topicOf } from '@zhuji/contracts'
import { z } from 'zod'

const FOLDER = 'docs/events'
const types = eventDefinitions.map(({ type }) => type)
const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as JsonSchema
const frozen = (type: string) => read(`${FOLDER}/schemas/${type}.json`)

interface Document {
  readonly channels: Record<string, { readonly address: string; readonly messages: Record<string, unknown> }>
}

/** The parser counts them from the worst. */
const SEVERITIES = ['error', 'warning', 'information', 'hint']

describe('the published AsyncAPI document', () => {
  const file = `${FOLDER}/asyncapi.json`

  it('is valid AsyncAPI 3.0', async () => {
    const { document, diagnostics } = await new asyncapi.Parser().parse(readFileSync(file, 'utf8'))
    const errors = diagnostics.filter(({ severity }) => SEVERITIES[severity] === 'error')
    expect(errors.map(({ message, path }) => `${path.join('.')}: ${message}`)).toEqual([])
    expect(document?.version()).toBe('3.0.0')
    expect(
      document
        ?.allMessages()
        .all()
        .map((message) => message.name())
        .toSorted(),
    ).toEqual([...types].toSorted())
  })

  it('puts every event on the topic of its service', () => {
    const { channels } = read(file) as unknown as Document
    for (const { type, context } of eventDefinitions) {
      expect(channels[context]?.address).toBe(topicOf(context))
      expect(Object.keys(channels[context]?.messages ?? {})).toContain(type)
    }
  })
})

describe('the frozen schemas', () => {
  it('are there for every event, and no event was taken away', () => {
    const files = readdirSync(`${FOLDER}/schemas`).map((name) => name.replace(/\.json$/, ''))
    expect(files.toSorted()).toEqual([...types].toSorted())
  })

  it.each(types)('%s still has the contract it was released with', (type) => {
    const today = z.toJSONSchema(definitionOf(type)!.schema, { target: 'draft-7', io: 'input' }) as JsonSchema
    expect(contractChanges(frozen(type), today)).toEqual([])
  })

  it.each(types)('%s still reads every example that was published', (type) => {
    const examples = frozen(type)['examples'] as unknown[]
    expect(examples.length).toBeGreaterThan(0)
    for (const example of examples) expect(definitionOf(type)!.schema.parse(example)).toEqual(example)
  })

  it.each(types)('%s describes its examples also to a reader that knows only the schema', (type) => {
    const schema = frozen(type)
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema)
    for (const example of schema['examples'] as unknown[]) {
      expect({ accepted: validate(example), errors: validate.errors }).toEqual({ accepted: true, errors: null })
    }
  })
})
