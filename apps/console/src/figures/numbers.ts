/** Text of numbers for the screen. What is not known is a dash and never 0. */
export type Language = 'zh-CN' | 'en'

export const UNKNOWN = '—'

/** A number and its unit apart, because the unit is set smaller and to the right. */
export interface Quantity {
  readonly number: string
  readonly unit: string
}

const FEN_PER_WAN = 1_000_000
const FEN_PER_YI = 10_000_000_000

/**
 * Money with two decimals in the unit a reader thinks in: 亿元 from one 亿 on, 万元 below it; in English billions, else
 * millions. Rounded half away from zero on integers, so that 0.005 never depends on binary fractions.
 */
export function money(fen: number | null | undefined, language: Language): Quantity {
  if (fen === null || fen === undefined) return { number: UNKNOWN, unit: '' }
  const size = Math.abs(fen)
  if (language === 'en') {
    const billions = size >= 100_000_000_000
    const number = hundredths(fen, billions ? 1_000_000_000 : 1_000_000)
    return { number, unit: billions ? 'bn CNY' : 'm CNY' }
  }
  const inYi = size >= FEN_PER_YI
  return { number: hundredths(fen, (inYi ? FEN_PER_YI : FEN_PER_WAN) / 100), unit: inYi ? '亿元' : '万元' }
}

export function moneyText(fen: number | null | undefined, language: Language): string {
  return joined(money(fen, language))
}

/** Every fen, in yuan: for ledgers, where rounding would hide a difference. */
export function exactYuan(fen: number): string {
  const size = Math.abs(fen)
  const cents = String(size % 100).padStart(2, '0')
  return `${fen < 0 ? '−' : ''}${grouped(String(Math.trunc(size / 100)))}.${cents}`
}

export function joined({ number, unit }: Quantity): string {
  return unit === '' ? number : `${number} ${unit}`
}

/** `fenPerHundredth`: how many fen one hundredth of the unit is. */
function hundredths(fen: number, fenPerHundredth: number): string {
  const size = Math.abs(fen)
  const whole = Math.trunc(size / fenPerHundredth)
  const rounded = whole + (size - whole * fenPerHundredth >= fenPerHundredth / 2 ? 1 : 0)
  const text = `${grouped(String(Math.trunc(rounded / 100)))}.${String(rounded % 100).padStart(2, '0')}`
  return fen < 0 && rounded > 0 ? `−${text}` : text
}

export function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',')
}

export function count(value: number | null | undefined): string {
  if (value === null || value === undefined) return UNKNOWN
  const [whole = '0', fraction] = String(Math.abs(value)).split('.')
  return `${value < 0 ? '−' : ''}${grouped(whole)}${fraction === undefined ? '' : `.${fraction}`}`
}

/** One decimal; whole percents without one. Never rounded up to 100 while something is missing. */
export function percent(value: number | null | undefined): string {
  if (value === null || value === undefined) return UNKNOWN
  const rounded = Math.round(value * 10) / 10
  const shown = rounded === 100 && value < 100 ? 99.9 : rounded
  return Number.isInteger(shown) ? grouped(String(shown)) : shown.toFixed(1)
}

/** With its sign, for gaps and slips: `+12.5`, `−3`, `0`. */
export function signed(value: number | null | undefined): string {
  if (value === null || value === undefined) return UNKNOWN
  const rounded = Math.round(value * 10) / 10
  if (rounded === 0) return '0'
  return `${rounded > 0 ? '+' : '−'}${count(Math.abs(rounded))}`
}

const AMOUNT = /^(\d{1,13})(?:\.(\d+))?$/

/** Digits that the unit can carry down to the fen. */
const DECIMALS = { yuan: 2, wan: 6 } as const
export type AmountUnit = keyof typeof DECIMALS

/**
 * Reads an amount a clerk typed (`1,247,774.62`, full-width digits allowed) as integer fen, by its digits and not through
 * floating point. Undefined for anything else, for digits below one fen and for amounts beyond exact integers.
 */
export function parseAmount(text: string, unit: AmountUnit): number | undefined {
  const match = AMOUNT.exec(plainDigits(text))
  if (!match) return undefined
  const [, whole = '0', fraction = ''] = match
  const decimals = DECIMALS[unit]
  if (/[1-9]/.test(fraction.slice(decimals))) return undefined
  const fen = Number(whole + fraction.slice(0, decimals).padEnd(decimals, '0'))
  return Number.isSafeInteger(fen) ? fen : undefined
}

/** Reads a quantity a clerk typed (`1,620`, full-width digits allowed). Undefined for anything else and for more decimals. */
export function parseQuantity(text: string, decimals: number): number | undefined {
  const match = AMOUNT.exec(plainDigits(text))
  return match && (match[2] ?? '').length <= decimals ? Number(match[0]) : undefined
}

function plainDigits(text: string): string {
  return text.normalize('NFKC').replace(/[,\s]/g, '').replace(/[。]/g, '.')
}
