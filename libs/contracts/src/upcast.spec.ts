import {
  definitionOf,
  eventDefinitions,
  isReplaced,
  LedgerEntryPosted,
  LedgerEntryPostedV1,
  recordedAs,
  typesOf,
  upcast,
} from './index.js'

const replaced = eventDefinitions.filter(({ type }) => isReplaced(type))

describe('a fact recorded under an earlier version', () => {
  const [data] = LedgerEntryPostedV1.examples
  const fact = { id: 'f', type: LedgerEntryPostedV1.type as string, data: data as unknown }

  it('reads as its newest version, and says what the log holds', () => {
    const lifted = upcast(fact)
    expect(lifted).toMatchObject({ id: 'f', type: LedgerEntryPosted.type, data })
    expect(recordedAs(lifted)).toEqual({ type: LedgerEntryPostedV1.type, data })
  })

  it('is lifted once: what is new already stays the same object', () => {
    const lifted = upcast(fact)
    expect(upcast(lifted)).toBe(lifted)
    expect(recordedAs({ type: LedgerEntryPosted.type, data })).toEqual({ type: LedgerEntryPosted.type, data })
  })

  it('is asked for by whoever asks for the newest', () => {
    expect(typesOf([LedgerEntryPosted, { type: 'nobody.knows.v1' }])).toEqual([
      LedgerEntryPosted.type,
      LedgerEntryPostedV1.type,
      'nobody.knows.v1',
    ])
  })
})

it.each(replaced.map(({ type }) => type))('every published example of %s is accepted by the newest version', (type) => {
  for (const example of definitionOf(type)!.examples) {
    const lifted = upcast({ type, data: example })
    expect(isReplaced(lifted.type)).toBe(false)
    expect(definitionOf(lifted.type)!.schema.parse(lifted.data)).toEqual(lifted.data)
  }
})
