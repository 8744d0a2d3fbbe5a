import { existsSync, readFileSync } from 'node:fs'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger'
import { exampleOf, type NamedSchemas } from './schema-example.js'

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>
type SchemaObject = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string]

/** Answers that a system gave, by operation (`npm run examples`); a program without the file beside it shows none. */
const ANSWERS_FILE = 'docs/answer-examples.json'
const answersGiven = (): Readonly<Record<string, unknown>> =>
  existsSync(ANSWERS_FILE) ? (JSON.parse(readFileSync(ANSWERS_FILE, 'utf8')) as Record<string, unknown>) : {}

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const

const figures: SchemaObject = { type: 'object', additionalProperties: true }

const problemSchema: SchemaObject = {
  type: 'object',
  description: 'RFC 9457 problem details in the language of Accept-Language (zh-CN or en).',
  required: ['type', 'title', 'status', 'detail', 'instance', 'slug', 'figures', 'correlationId'],
  properties: {
    type: { type: 'string', example: '/problems/request-invalid' },
    title: { type: 'string' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    detail: { type: 'string' },
    instance: { type: 'string', description: 'The path of the request.' },
    slug: { type: 'string', description: 'The rule, for machines.' },
    figures: { ...figures, description: 'Every figure the rule weighed.' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'rule', 'figures', 'message'],
        properties: {
          field: { type: 'string', example: 'capacity[0].amount' },
          rule: { type: 'string' },
          figures,
          message: { type: 'string' },
        },
      },
    },
    correlationId: { type: 'string' },
  },
}

/**
 * The document of every operation: stable operation ids (`service.Resource.method`; two services may speak of the same
 * resource), problems as the answer of every fault, an example for every JSON body and answer.
 */
export function openApiDocument(app: NestFastifyApplication, title: string): OpenAPIObject {
  const settings = new DocumentBuilder()
    .setTitle(title)
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .build()
  const document = SwaggerModule.createDocument(app, settings, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
  })
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: problemSchema },
  }
  const known = { named: document.components.schemas as NamedSchemas, answers: answersGiven() }
  for (const item of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method]
      if (operation) complete(operation, known)
    }
  }
  return document
}

interface Known {
  readonly named: NamedSchemas
  readonly answers: Readonly<Record<string, unknown>>
}

function complete(operation: Operation, { named, answers }: Known): void {
  const { operationId = '', tags = [], requestBody } = operation
  if (operationId.includes('.')) operation.operationId = [...tags.slice(0, 1), operationId].join('.')
  describeProblems(operation)
  const json = requestBody && 'content' in requestBody ? requestBody.content['application/json'] : undefined
  if (json?.schema) json.example ??= exampleOf(json.schema, named)
  for (const [code, answer] of Object.entries(operation.responses ?? {})) {
    const given = code.startsWith('2') && answer && 'content' in answer && answer.content?.['application/json']
    if (given && given.schema) given.example ??= answers[operation.operationId ?? ''] ?? exampleOf(given.schema, named)
  }
}

function describeProblems(operation: Operation): void {
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
  const described = (description: string) => ({ description, content })
  operation.responses = {
    '4XX': described('The caller can do something about it; the slug says what.'),
    '5XX': described('We cannot answer now; the correlation id finds it in our logs.'),
    ...operation.responses,
  }
}
