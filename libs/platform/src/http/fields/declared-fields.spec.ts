import type { ArgumentMetadata } from '@nestjs/common'
import fc from 'fast-check'
import { validBody, validationPipe } from '../validation.adapter.js'
import { accept } from './declared-fields.js'
import { NestedField, ObjectField, UnitBody, UnitField } from './nested.decorator.js'
import { BooleanField, CountField, FenField, PercentField } from './number.decorator.js'
import { ChoiceField, DayField, IdField, InstantField, TextField } from './text.decorator.js'

class FactBody {
  @DayField()
  occurredOn: string

  @DayField({ optional: true })
  knownOn?: string
}

class PartBody {
  @TextField({ max: 8 })
  name: string

  @FenField({ nullable: true })
  amountFen: number | null
}

class EveryKindBody extends FactBody {
  @TextField({ max: 8, pattern: /^\S+$/ })
  code: string

  @IdField({ optional: true, array: { max: 2 } })
  evidence?: string[]

  @InstantField({ optional: true, nullable: true })
  at?: string | null

  @ChoiceField(['new', 'extension'])
  kind: string

  @PercentField()
  percent: number

  @CountField({ optional: true })
  count?: number

  @BooleanField({ optional: true })
  sure?: boolean

  @UnitField()
  unit: UnitBody

  @NestedField(() => PartBody, { array: { min: 1, max: 3 } })
  parts: PartBody[]

  @ObjectField({ optional: true })
  body?: object
}

const sound = {
  occurredOn: '2026-09-01',
  code: 'A-1',
  kind: 'new',
  percent: 12.5,
  unit: { id: 'edu', name: '市教育局' },
  parts: [{ name: '一', amountFen: 7 }],
}

/** One field, anywhere, is left out, added or something else. */
const oddValues: readonly unknown[] = [
  null,
  '',
  ' ',
  'A-1',
  '2026-09-01',
  '2026-02-30',
  'extension',
  '0198b9a0-0000-7000-8000-000000000001',
  '\u0007',
  '2026-09-01T08:00:00Z',
  0,
  -1,
  12.5,
  101,
  1e300,
  Number.NaN,
  true,
  [],
  {},
  [null],
  ['A'],
  [{ name: '一' }],
  { id: 'edu', name: '局' },
  [{ name: '一', amountFen: null }],
  [{ name: '一', amountFen: 1.5 }],
]
const odd = fc.constantFrom(...oddValues)
const fields = ['occurredOn', 'knownOn', 'code', 'evidence', 'at', 'kind', 'percent', 'count', 'sure', 'unit', 'parts']
const named = fc.constantFrom(...fields, 'body', 'unknown')
/** Names that class-validator passes over in silence. */
const passedOver = fc.constantFrom('__proto__', 'constructor', 'toString')
const changesOf = (field: fc.Arbitrary<string>) => fc.array(fc.tuple(field, odd, fc.boolean()), { maxLength: 3 })

function changed(of: readonly (readonly [string, unknown, boolean])[]): Record<string, unknown> {
  const body: Record<string, unknown> = structuredClone(sound)
  for (const [name, value, isRemoved] of of) {
    if (isRemoved) delete body[name]
    else Object.defineProperty(body, name, { value, enumerable: true, configurable: true, writable: true })
  }
  return body
}

/** What class-validator alone says of the same body: only bodies are taken by their declared fields. */
const alone: ArgumentMetadata = { type: 'query', metatype: EveryKindBody }
const longWay = (body: unknown) => validationPipe().transform(body, alone)

describe('a body taken by its declared fields', () => {
  it('is one that class-validator takes too, as the same instance', async () => {
    await fc.assert(
      fc.asyncProperty(changesOf(fc.oneof(named, passedOver)), async (of) => {
        const accepted = accept(EveryKindBody, changed(of))
        if (accepted === undefined) return
        expect(accepted).toBeInstanceOf(EveryKindBody)
        expect(await longWay(changed(of))).toStrictEqual(accepted)
      }),
      { numRuns: 2_000 },
    )
  })

  it('is every sound one', async () => {
    await fc.assert(
      fc.asyncProperty(changesOf(named), async (of) => {
        const taken = await longWay(changed(of)).catch(() => undefined)
        expect(accept(EveryKindBody, changed(of)) === undefined).toBe(taken === undefined)
      }),
      { numRuns: 2_000 },
    )
  })

  it('is none of a class without declared fields, of a list, of text or of nothing', () => {
    expect([{}, [], 'text', null, undefined].map((body) => accept(class {}, body))).toEqual(Array(5).fill(undefined))
    expect([[sound], 'text', null].map((body) => accept(EveryKindBody, body))).toEqual(Array(3).fill(undefined))
  })

  it('that is refused goes the long way to its errors', async () => {
    const faults = validBody(EveryKindBody, { ...sound, percent: 101, unknown: 1 })
    await expect(faults).rejects.toThrow('unknown unknown-field, percent percent-range')
  })
})
