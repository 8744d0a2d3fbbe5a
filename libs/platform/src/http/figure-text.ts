import {
  facilityKinds,
  fundSources,
  halts,
  ledgerEntries,
  milestones,
  procedures,
  stages,
  type Term,
} from '@zhuji/contracts'
import { type Fen, isFen, yuanText } from '@zhuji/kernel'
import type { Language } from './language.js'

type Figure = string | number | boolean | null

const FEN_PER_WAN = 10_000 * 100
const FEN_PER_YI = 100_000_000 * 100

/**
 * A figure as a reader of the language expects it; the unit is the last word of its name. An unknown figure is said to
 * be unknown, never shown as 0.
 */
export function figureText(name: string, value: Figure, language: Language): string {
  if (value === null) return language === 'en' ? 'unknown' : '未知'
  if (typeof value === 'boolean') return yesNo(value, language)
  if (typeof value === 'string') return wordOf(name, value, language)
  if (name.endsWith('Fen') && isFen(value)) return moneyText(value, language)
  if (name.endsWith('Percent')) return `${value}%`
  return String(value)
}

/** By the last word of the figure's name: `milestone` and `earlierMilestone` both hold a milestone. */
const vocabularies: Readonly<Record<string, Readonly<Record<string, Term>>>> = {
  entry: ledgerEntries,
  facilitykind: facilityKinds,
  halt: halts,
  milestone: milestones,
  procedure: procedures,
  source: fundSources,
  stage: stages,
}

/** The users' own word for an id of a vocabulary, or for each of several in a text; any other text is itself. */
function wordOf(name: string, value: string, language: Language): string {
  const ending = name.toLowerCase()
  const [word, vocabulary] =
    Object.entries(vocabularies).find(([one]) => ending.endsWith(one) || ending.endsWith(`${one}s`)) ?? []
  if (!word || !vocabulary) return value
  const told = (id: string) => {
    const term = Object.hasOwn(vocabulary, id) ? vocabulary[id] : undefined
    if (!term) return id
    return language === 'en' ? term.en : term.zh
  }
  return ending.endsWith(word) ? told(value) : value.replace(/[a-z]+(?:-[a-z]+)*/g, told)
}

function yesNo(value: boolean, language: Language): string {
  if (language === 'en') return value ? 'yes' : 'no'
  return value ? '是' : '否'
}

/** Chinese readers think in 万元 and 亿元 (exact: as many decimals as the amount has); others get the plain amount. */
export function moneyText(fen: Fen, language: Language): string {
  if (language === 'en') return `CNY ${grouped(yuanText(fen))}`
  const size = Math.abs(fen)
  if (size >= FEN_PER_YI) return `${scaled(fen, 10)} 亿元`
  if (size >= FEN_PER_WAN) return `${scaled(fen, 6)} 万元`
  return `${grouped(yuanText(fen))} 元`
}

/** Moves the decimal point of an integer by text, so that no digit is lost; at least two decimals are kept. */
function scaled(fen: Fen, digits: number): string {
  const text = String(Math.abs(fen)).padStart(digits + 1, '0')
  const fraction = text.slice(-digits).replace(/0+$/, '').padEnd(2, '0')
  return grouped(`${fen < 0 ? '-' : ''}${text.slice(0, -digits)}.${fraction}`)
}

function grouped(number: string): string {
  const [whole = '', fraction] = number.split('.')
  const thousands = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? thousands : `${thousands}.${fraction}`
}
