/**
 * Money is an integer count of fen (the minor unit of the deployment's one currency). JavaScript integers are exact to
 * 9,007,199,254,740,991 fen (90 trillion yuan), far above any public works ledger; anything else is a programmer error.
 */
export type Fen = number

export function isFen(value: unknown): value is Fen {
  return Number.isSafeInteger(value)
}

/** Adds amounts; throws a RangeError if the sum leaves the exact range. */
export function sumFen(amounts: Iterable<Fen>): Fen {
  let sum = 0
  for (const amount of amounts) sum += amount
  if (!Number.isSafeInteger(sum)) throw new RangeError(`not an exact amount in fen: ${sum}`)
  return sum
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/

/**
 * Reads an amount in yuan (`1247774.62`, `5e+05`, `-3`) as fen without going through floating point.
 * Returns undefined for text that is no number or has digits below one fen.
 */
export function parseYuan(text: string): Fen | undefined {
  const match = DECIMAL.exec(text.trim())
  if (!match) return undefined
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  const shift = Number(exponent) + 2
  const digits = whole + fraction
  const point = whole.length + shift
  if (point > 17) return undefined
  const kept = point <= 0 ? '0' : digits.slice(0, point).padEnd(point, '0')
  const cut = point <= 0 ? digits : digits.slice(point)
  if (/[1-9]/.test(cut)) return undefined
  const fen = Number(kept)
  if (!Number.isSafeInteger(fen)) return undefined
  return sign === '-' && fen !== 0 ? -fen : fen
}

/** Fen as plain yuan text with two decimals, for messages and exports: `124777462` → `1247774.62`. */
export function yuanText(fen: Fen): string {
  const absolute = Math.abs(fen)
  const cents = String(absolute % 100).padStart(2, '0')
  return `${fen < 0 ? '-' : ''}${Math.trunc(absolute / 100)}.${cents}`
}
