import { contractChanges } from './schema-compatibility.js'

const payment = {
  type: 'object',
  properties: {
    projectId: { type: 'string', format: 'uuid' },
    amountFen: { type: 'integer' },
    lines: { type: 'array', items: { type: 'object', properties: { kind: { enum: ['a', 'b'] } }, required: ['kind'] } },
    previousOn: { anyOf: [{ type: 'string' }, { type: 'null' }] },
  },
  required: ['projectId', 'amountFen'],
}

function withProperty(name: string, schema: object, required = payment.required) {
  return { ...payment, properties: { ...payment.properties, [name]: schema }, required }
}

describe('the contract of a released event', () => {
  it('is kept by the same schema, also when it is told in other words', () => {
    expect(contractChanges(payment, { ...payment, description: 'a payment', examples: [] })).toEqual([])
  })

  it('is kept when an optional field is added', () => {
    expect(contractChanges(payment, withProperty('text', { type: 'string' }))).toEqual([])
  })

  it.each([
    ['a field that is new and required', withProperty('text', {}, ['projectId', 'amountFen', 'text']), '$.text'],
    ['a field that became optional', { ...payment, required: ['projectId'] }, '$.amountFen'],
    ['another type', withProperty('amountFen', { type: 'number' }), '$.amountFen'],
    ['another bound', withProperty('amountFen', { type: 'integer', maximum: 9 }), '$.amountFen'],
    ['another shape in a choice', withProperty('previousOn', { anyOf: [{ type: 'string' }] }), '$.previousOn'],
    ['another word in a list', withProperty('lines', { type: 'array', items: { enum: ['a'] } }), '$.lines[]'],
    ['a field that is gone', { ...payment, properties: { projectId: { type: 'string', format: 'uuid' } } }, '$.lines'],
  ])('is broken by %s', (_change, today, place) => {
    expect(contractChanges(payment, today).some((change) => change.startsWith(place))).toBe(true)
  })
})
