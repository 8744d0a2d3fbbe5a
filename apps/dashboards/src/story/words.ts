import type { Term } from '@zhuji/contracts'
import { type CalendarDate, daysBetween, type Fen } from '@zhuji/kernel'
import { moneyText } from '@zhuji/platform'

/** A sentence in both languages from parts; a part that is a term is put in its own language. */
export function sentence(zh: string, en: string, parts: Readonly<Record<string, Term | string | number>> = {}): Term {
  return { zh: filled(zh, parts, 'zh'), en: filled(en, parts, 'en') }
}

function filled(text: string, parts: Readonly<Record<string, Term | string | number>>, language: 'zh' | 'en'): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const part = parts[name]
    return typeof part === 'object' ? part[language] : String(part ?? '')
  })
}

export function money(fen: Fen): Term {
  return { zh: moneyText(fen, 'zh-CN'), en: moneyText(fen, 'en') }
}

/** A remark behind a sentence, if there is one. */
export function remark(text: string | undefined): Term {
  return text ? { zh: `：${text}`, en: `: ${text}` } : { zh: '', en: '' }
}

/** How a day moved against the one before it. */
export function moved(from: CalendarDate, to: CalendarDate): Term {
  const days = daysBetween(from, to)
  if (days === 0) return { zh: '（未变）', en: ' (unchanged)' }
  const size = Math.abs(days)
  return days > 0
    ? { zh: `（晚 ${size} 天）`, en: ` (${size} days later)` }
    : { zh: `（早 ${size} 天）`, en: ` (${size} days earlier)` }
}

/** The word of a vocabulary, or the id itself where an old event uses one that is gone. */
export function word(words: Readonly<Record<string, Term>>, id: string | null | undefined): Term {
  if (id === null || id === undefined) return { zh: '—', en: '—' }
  return words[id] ?? { zh: id, en: id }
}
