import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { MappingError, mappingSchema, parseMapping } from './mapping.js'

const folder = new URL('../../mappings/', import.meta.url)
const textOf = (name: string) => readFileSync(new URL(name, folder), 'utf8')

describe('a mapping', () => {
  it('is told all its faults at once', () => {
    const faults = faultsOf({
      kind: 'ledger',
      source: 'Some Source',
      dates: ['yyyy-dd-mm'],
      numbers: [],
      fundSource: 'pocket-money',
      entries: ['disbursement'],
      fields: { localCode: { column: 'id', pattern: '(' }, paidOn: 'day' },
    })
    expect(faults.map((fault) => fault.split(':')[0])).toEqual(
      expect.arrayContaining([
        'source',
        'dates.0',
        'numbers',
        'fundSource',
        'fields.localCode.pattern',
        'fields.amount',
      ]),
    )
  })

  it('may not have fields that nobody reads', () => {
    expect(faultsOf({ ...JSON.parse(textOf('simec-ledger.json')), colour: 'red' })).toEqual([
      expect.stringContaining('colour'),
    ])
  })

  it.each(readdirSync(folder).filter((name) => /^(?!mapping\.schema).*\.json$/.test(name)))('%s is usable', (name) => {
    expect(parseMapping(JSON.parse(textOf(name))).source).toBeTruthy()
  })

  it('has a JSON schema for editors that says the same', () => {
    const generated = z.toJSONSchema(mappingSchema, { io: 'input' })
    expect(JSON.parse(textOf('mapping.schema.json'))).toEqual(JSON.parse(JSON.stringify(generated)))
  })
})

function faultsOf(content: unknown): readonly string[] {
  try {
    parseMapping(content)
    return []
  } catch (error) {
    return (error as MappingError).faults
  }
}
