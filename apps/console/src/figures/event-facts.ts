import type { StoryItem } from '../api/types.js'
import { sayIn } from '../i18n/index.js'
import { termOf } from '../i18n/terms.js'
import { type Language, moneyText, percent } from './numbers.js'

type Data = Readonly<Record<string, unknown>>

const vocabularyOf = {
  milestone: 'milestones',
  halt: 'halts',
  procedure: 'procedures',
  entry: 'ledgerEntries',
  source: 'fundSources',
  severity: 'severities',
} as const

/** What an event says, in the few words a reader looks for; fields it does not have are left out. */
export function eventFacts({ data }: Pick<StoryItem, 'data'>, language: Language): string {
  const parts = [...terms(data, language), ...figures(data, language), ...words(data)]
  const { measure } = (data.cause ?? {}) as Data
  if (typeof measure === 'string') parts.unshift(sayIn(language, termOf('ruleMeasures', measure)))
  return parts.join(' · ')
}

function terms(data: Data, language: Language): string[] {
  return Object.entries(vocabularyOf).flatMap(([field, vocabulary]) => {
    const value = data[field]
    return typeof value === 'string' ? [sayIn(language, termOf(vocabulary, value))] : []
  })
}

function figures(data: Data, language: Language): string[] {
  const parts: string[] = []
  const { physicalPercent, previousPercent, amountFen, completedInvestmentFen, approvedBudgetFen } = data
  if (typeof physicalPercent === 'number') {
    const before = typeof previousPercent === 'number' ? `${percent(previousPercent)} % → ` : ''
    parts.push(`${before}${percent(physicalPercent)} %`)
  }
  for (const fen of [amountFen, completedInvestmentFen, approvedBudgetFen]) {
    if (typeof fen === 'number') parts.push(moneyText(fen, language))
  }
  return parts
}

const wordFields = ['forecastOn', 'reachedOn', 'documentNumber', 'counterparty', 'finding', 'reason', 'text'] as const

function words(data: Data): string[] {
  return wordFields.flatMap((field) => {
    const value = data[field]
    return typeof value === 'string' && value !== '' ? [value] : []
  })
}
