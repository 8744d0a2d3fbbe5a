import { count, grouped, type Language, UNKNOWN } from '../figures/numbers.js'

/** In tables money has one unit throughout: 万元, in English millions. Two decimals. */
const FEN_PER_UNIT: Readonly<Record<Language, number>> = { 'zh-CN': 1_000_000, en: 100_000_000 }

export function tableMoney(fen: number, language: Language): string {
  const hundredths = Math.round((Math.abs(fen) * 100) / FEN_PER_UNIT[language])
  const text = `${grouped(String(Math.trunc(hundredths / 100)))}.${String(hundredths % 100).padStart(2, '0')}`
  return fen < 0 && hundredths > 0 ? `−${text}` : text
}

/** A figure as a table shows it; what is not known is a dash. */
export function figureText(value: number | null, unit: string, language: Language): string {
  if (value === null) return UNKNOWN
  if (unit === 'fen') return tableMoney(value, language)
  return unit === 'percent' ? `${value.toFixed(2)}%` : count(value)
}
