import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { sourcesBelow } from '../architecture/tree.js'

interface Operation {
  readonly operationId: string
  readonly summary?: string
  readonly tags?: readonly string[]
  readonly responses: Record<string, { readonly content?: Record<string, unknown> }>
  readonly requestBody?: { readonly content: Record<string, { readonly schema: object; readonly example?: unknown }> }
}

const document = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as {
  readonly paths: Record<string, Record<string, Operation>>
  readonly components: { readonly schemas: Record<string, object> }
}
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({
    path,
    method,
    name: `${method.toUpperCase()} ${path}`,
    operation,
  })),
)

describe('the published API document', () => {
  it('gives every operation an id of its own', () => {
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([])
  })

  it.each(operations)('$name is told in both languages, under its service, with its faults', ({ path, operation }) => {
    expect(operation.summary).toMatch(/\p{Script=Han}.* \/ \S/u)
    const service = /^\/api\/v1\/([a-z]+)/.exec(path)?.[1] ?? 'operations'
    expect(operation.tags).toEqual([service])
    for (const fault of ['4XX', '5XX']) {
      expect(Object.keys(operation.responses[fault]?.content ?? {})).toEqual(['application/problem+json'])
    }
  })

  it('has one class for each name of a schema, whatever the service', () => {
    const files = sourcesBelow('.', ['apps', 'libs']).filter((file) => file.endsWith('.dto.ts'))
    const names = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/^(?:export )?class (\w+)(?<!Query)\b/gm)].map(([, name]) => name!),
    )
    expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([])
  })

  it('points at schemas that are there', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]*)"/g)]
    const unknown = references
      .map(([, name]) => name!)
      .filter((name) => document.components.schemas[name] === undefined)
    expect(unknown).toEqual([])
  })

  const json = operations.flatMap(({ name, operation }) => {
    const body = operation.requestBody?.content['application/json']
    return body ? [{ name, body }] : []
  })

  it.each(json)('$name shows a body that its schema takes', ({ body }) => {
    const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true })
    ajv.addSchema({ $id: 'document', components: document.components })
    const schema = JSON.parse(JSON.stringify(body.schema).replaceAll('"#/', '"document#/')) as object
    const validate = ajv.compile(schema)
    expect({ accepted: validate(body.example), errors: validate.errors }).toEqual({ accepted: true, errors: null })
  })

  const answers = operations.flatMap(({ name, operation }) =>
    Object.entries(operation.responses).flatMap(([code, { content }]) => {
      const body = content?.['application/json'] as Body | undefined
      return code.startsWith('2') && body ? [{ name, code, body }] : []
    }),
  )

  it.each(answers)('$name shows an answer $code as its schema tells it, field by field', ({ body }) => {
    expect(faultsOf(body)).toEqual([])
  })
})

interface Body {
  readonly schema: object
  readonly example?: unknown
}

/** A field of an object whose fields are told must be among them; OpenAPI 3.0 writes "or null" in a way of its own. */
function faultsOf({ schema, example }: Body): readonly string[] {
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true })
  ajv.addSchema({ $id: 'document', components: closed(document.components) as object })
  const validate = ajv.compile(JSON.parse(JSON.stringify(closed(schema)).replaceAll('"#/', '"document#/')) as object)
  if (validate(example)) return []
  return validate.errors!.map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  )
}

function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed)
  if (node === null || typeof node !== 'object') return node
  const { nullable, ...schema } = Object.fromEntries(Object.entries(node).map(([name, value]) => [name, closed(value)]))
  const told = schema.type === 'object' && schema.properties ? { additionalProperties: false, ...schema } : schema
  if (nullable !== true) return told
  return { anyOf: [told, { type: 'null' }] }
}
