import { contexts, eventDefinitions, topicOf } from './index.js'

describe('the event catalogue', () => {
  it('declares every type once, in a known context', () => {
    const types = eventDefinitions.map((definition) => definition.type)
    expect(new Set(types).size).toBe(types.length)
    for (const definition of eventDefinitions) expect(contexts).toContain(definition.context)
  })

  it.each(eventDefinitions.map((definition) => [definition.type, definition] as const))(
    '%s parses its own examples and finds its key in them',
    (_type, definition) => {
      for (const example of definition.examples) {
        expect(definition.schema.parse(example)).toEqual(example)
        expect(typeof (example as Record<string, unknown>)[definition.key]).toBe('string')
      }
    },
  )

  it('gives each context one topic', () => {
    expect(topicOf('registry')).toBe('zhuji.registry.events.v1')
  })
})
