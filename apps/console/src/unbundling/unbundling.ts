import { isDay } from '../figures/days.js'
import { parseAmount, parseQuantity } from '../figures/numbers.js'

/** What the register says of a project that may be a package, as far as its parts take it over. */
export interface Registered {
  readonly projectId: string
  readonly status: string
  readonly localCode: string
  readonly facilityKind: string
  /** From the root down. */
  readonly regionPath: readonly { readonly code: string }[]
  readonly ownerUnit: { readonly id: string; readonly name: string }
  readonly capacity?: readonly Capacity[]
  readonly approvedBudgetFen?: number
  readonly needOn?: string
  readonly unbundledInto?: readonly string[]
}

export interface Capacity {
  readonly kind: string
  readonly amount: number
}

export interface PartDraft {
  readonly name: string
  readonly localCode: string
  readonly facilityKind: string
  /** By kind, as it was typed. */
  readonly capacity: Readonly<Record<string, string>>
  /** In 万元. */
  readonly budget: string
}

export interface UnbundlingDraft {
  readonly parts: readonly PartDraft[]
  /** Kinds of capacity that the package itself does not name. */
  readonly addedKinds: readonly string[]
  readonly reason: string
  readonly occurredOn: string
}

/** A package has two parts at least. */
export function freshDraft(aPackage: Registered, occurredOn: string): UnbundlingDraft {
  const first = [1, 2].map((number) => partOf(aPackage, number))
  return { parts: first, addedKinds: [], reason: '', occurredOn }
}

export function partOf({ localCode, facilityKind }: Registered, number: number): PartDraft {
  return { name: '', localCode: `${localCode}-${number}`, facilityKind, capacity: {}, budget: '' }
}

export function kindsOf({ capacity = [] }: Registered, { addedKinds }: UnbundlingDraft): readonly string[] {
  return [...new Set([...capacity.map(({ kind }) => kind), ...addedKinds])]
}

/** What the package has, what its parts take and what it keeps; negative where they take more. Null is unknown. */
export interface Share {
  readonly has: number | null
  readonly taken: number
  readonly keeps: number | null
}

/** Of the budget in fen; undefined while something that was typed is no amount. */
export function budgetShare({ approvedBudgetFen }: Pick<Registered, 'approvedBudgetFen'>, parts: Parts) {
  return shareOf(
    approvedBudgetFen ?? null,
    parts.map(({ budget }) => (budget.trim() === '' ? 0 : parseAmount(budget, 'wan'))),
  )
}

export function capacityShare({ capacity = [] }: Pick<Registered, 'capacity'>, kind: string, parts: Parts) {
  const has = capacity.find((each) => each.kind === kind)?.amount ?? null
  return shareOf(
    has,
    parts.map((part) => quantityOf(part, kind)),
  )
}

type Parts = readonly PartDraft[]

/** In hundredths, so that kilometres stay exact. */
function shareOf(has: number | null, amounts: readonly (number | undefined)[]): Share | undefined {
  let taken = 0
  for (const amount of amounts) {
    if (amount === undefined) return undefined
    taken = Math.round(taken * 100 + amount * 100) / 100
  }
  return { has, taken, keeps: has === null ? null : Math.round(has * 100 - taken * 100) / 100 }
}

function quantityOf({ capacity }: PartDraft, kind: string): number | undefined {
  const text = capacity[kind] ?? ''
  return text.trim() === '' ? 0 : parseQuantity(text, 2)
}

/**
 * The command; undefined while something that it needs is missing. What a part does not say itself is as the package has
 * it, but for the start: a package that is under way would leave its parts late on their first day. Whether the parts fit
 * into the package is for the rules to say.
 */
export function bodyOf(aPackage: Registered, draft: UnbundlingDraft): object | undefined {
  const { occurredOn } = draft
  const reason = draft.reason.trim()
  const kinds = kindsOf(aPackage, draft)
  const parts = draft.parts.map((part) => partBody(aPackage, kinds, part))
  if (reason === '' || !isDay(occurredOn) || parts.length < 2 || parts.includes(undefined)) return undefined
  return { parts, reason, occurredOn }
}

function partBody(aPackage: Registered, kinds: readonly string[], part: PartDraft): object | undefined {
  const [name, localCode] = [part.name.trim(), part.localCode.trim()]
  const approvedBudgetFen = part.budget.trim() === '' ? null : parseAmount(part.budget, 'wan')
  const amounts = kinds.map((kind) => ({ kind, amount: quantityOf(part, kind) }))
  if (name === '' || localCode === '' || approvedBudgetFen === undefined) return undefined
  if (amounts.some(({ amount }) => amount === undefined)) return undefined
  const capacity = amounts.filter(({ amount }) => amount !== 0)
  const { regionPath, ownerUnit, needOn } = aPackage
  return {
    name,
    localCode,
    facilityKind: part.facilityKind,
    regionCode: regionPath.at(-1)?.code,
    ownerUnit,
    needOn,
    capacity,
    ...(approvedBudgetFen && { approvedBudgetFen }),
  }
}
