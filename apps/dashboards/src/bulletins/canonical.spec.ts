import fc from 'fast-check'
import { canonicalJson, jsonDifferences } from './canonical.js'

const json = fc.jsonValue({ noUnicodeString: false }).map((value) => JSON.parse(JSON.stringify(value)) as unknown)

describe('canonical JSON', () => {
  it('is one text, in whatever order names were given, and reads as what it was made of', () => {
    expect(canonicalJson({ b: 1, a: [{ d: null, c: '通报' }] })).toBe('{"a":[{"c":"通报","d":null}],"b":1}')
    fc.assert(
      fc.property(fc.dictionary(fc.string(), json), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed())
        expect(canonicalJson(turned)).toBe(canonicalJson(value))
        expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value))
      }),
    )
  })

  it('leaves out what is undefined', () => {
    expect(canonicalJson({ a: undefined, b: 2 })).toBe('{"b":2}')
  })
})

describe('where two documents differ', () => {
  it('is told by the path of each value', () => {
    const issued = { parts: [{ rows: [{ value: 30 }, { value: 1 }] }], title: '六月' }
    const now = { parts: [{ rows: [{ value: 50 }] }], title: '六月' }
    expect(jsonDifferences(issued, now)).toEqual([
      { path: 'parts[0].rows[0].value', issued: 30, now: 50 },
      { path: 'parts[0].rows[1]', issued: { value: 1 }, now: null },
    ])
  })

  it('is nowhere in a document and itself, and no more than was asked for', () => {
    fc.assert(fc.property(json, (value) => expect(jsonDifferences(value, structuredClone(value))).toEqual([])))
    expect(jsonDifferences([1, 2, 3], [4, 5, 6], 2)).toHaveLength(2)
  })
})
