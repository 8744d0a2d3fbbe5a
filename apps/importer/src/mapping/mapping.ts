import { constructionIds, facilityKindIds, fundSourceIds } from './vocabulary.js'
import { capacityKindIds } from '@zhuji/contracts'
import { z } from 'zod'
import { registerWordIds } from '../register/register-word.js'

/** How a day is written in a source. Every form that occurs is listed; a text in no listed form is a fault. */
export const dateForms = [
  'yyyy-mm-dd',
  'yyyy-mm-dd hh:mm:ss',
  'dd/mm/yyyy',
  'dd/mm/yyyy hh:mm',
  'mm/dd/yyyy',
  'yyyy/mm/dd',
  'epoch-day',
] as const
export type DateForm = (typeof dateForms)[number]

/** `plain` 1234.5 · `exponent` 5e+05 · `exponent-comma` 6,00E+05 · `comma` 1.234,5 · `thousands-comma` 1,234.5 */
export const numberForms = ['plain', 'exponent', 'exponent-comma', 'comma', 'thousands-comma'] as const
export type NumberForm = (typeof numberForms)[number]

const pattern = z.string().refine(isRegularExpression, 'not a regular expression')
const columnName = z.string().min(1)

const cell = z.union([
  columnName,
  z.strictObject({
    column: columnName,
    /** A value that does not match is a fault, as a word in a column of codes is where a row has slipped. */
    pattern: pattern.optional(),
    /** Values that say nothing, besides the empty text. */
    blanks: z.array(z.string()).optional(),
    /** A source that writes 0 where it does not know. */
    zero: z.literal('unknown').optional(),
  }),
])
export type CellSpec = Exclude<z.infer<typeof cell>, string>

const condition = z.strictObject({ column: columnName, pattern })

const common = {
  $schema: z.string().optional(),
  /** Part of every project's id: two mappings with one source speak of the same projects. Never change it later. */
  source: z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'lower-case letters, digits and hyphens, at most 32'),
  description: z.string().optional(),
  encoding: z.enum(['utf-8', 'latin1', 'utf-16le', 'gb18030']).default('utf-8'),
  delimiter: z.string().length(1).default(','),
  dates: z.array(z.enum(dateForms)).min(1),
  numbers: z.array(z.enum(numberForms)).min(1),
}

const registerMapping = z.strictObject({
  kind: z.literal('register'),
  ...common,
  /** Root of the region tree, then one level per column; a blank level ends the path. */
  region: z.strictObject({
    root: z.strictObject({ code: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u), name: z.string().min(1) }),
    levels: z.array(cell).max(6),
  }),
  /** The first rule whose condition holds (or that has none) gives the owner unit; `{column}` stands for a value. */
  ownerUnits: z
    .array(
      z.strictObject({ when: condition.optional(), id: z.array(columnName).min(1), name: z.string().min(1).max(200) }),
    )
    .min(1),
  fields: z.strictObject({
    localCode: cell,
    name: cell,
    status: cell,
    construction: cell.optional(),
    agreement: cell.optional(),
    physicalPercent: cell.optional(),
    forecastCompletionOn: cell.optional(),
    contractor: cell.optional(),
    contractSignedOn: cell.optional(),
    contractAmount: cell.optional(),
    approvedBudget: cell.optional(),
    inspectedOn: cell.optional(),
    inspectionFinding: cell.optional(),
  }),
  /** In order; the first that matches decides. A capacity takes its amount from the first group of the pattern. */
  facilityKinds: z
    .array(
      z.strictObject({
        column: columnName,
        pattern,
        kind: z.enum(facilityKindIds),
        capacity: z.enum(capacityKindIds).optional(),
      }),
    )
    .min(1),
  constructions: z.record(z.string(), z.enum(constructionIds)).default({}),
  statuses: z.record(z.string(), z.enum(registerWordIds)),
})

const ledgerMapping = z.strictObject({
  kind: z.literal('ledger'),
  ...common,
  fundSource: z.enum(fundSourceIds),
  /** What one row stands for; a transfer that is at once received and spent is both. */
  entries: z.array(z.enum(['allocation', 'funds-in-place', 'certified-work', 'disbursement'])).min(1),
  fields: z.strictObject({ localCode: cell, paidOn: cell, amount: cell, counterparty: cell.optional() }),
})

export const mappingSchema = z.discriminatedUnion('kind', [registerMapping, ledgerMapping])
export type Mapping = z.infer<typeof mappingSchema>
export type RegisterMapping = z.infer<typeof registerMapping>
export type LedgerMapping = z.infer<typeof ledgerMapping>

/** Everything that is wrong with a mapping, in one message. */
export class MappingError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`the mapping is not usable:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
    this.name = 'MappingError'
  }
}

export function parseMapping(content: unknown): Mapping {
  const parsed = mappingSchema.safeParse(content)
  if (parsed.success) return parsed.data
  throw new MappingError(
    parsed.error.issues.map(({ path, message }) => `${path.map(String).join('.') || '(mapping)'}: ${message}`),
  )
}

export function cellOf(spec: z.infer<typeof cell>): CellSpec {
  return typeof spec === 'string' ? { column: spec } : spec
}

function isRegularExpression(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp
  } catch {
    return false
  }
}
