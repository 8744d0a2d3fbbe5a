import { type Language, messageOf } from '@zhuji/platform'
import { type Balances, balanceOf, paidFen, potNameOf, totalOf } from './balances.js'
import type { BalancesAnswer, FindingAnswer } from './ledger.answer.dto.js'
import type { Ledger } from './ledger.js'
import type { Finding } from './considered.js'

export function balancesAnswer(balances: Balances): BalancesAnswer {
  const pots = Object.keys(balances).map((pot) => ({ pot, ...potNameOf(pot) }))
  return {
    sources: pots.map(({ pot, source, batch }) => ({
      source: source ?? null,
      ...(batch === undefined ? {} : { batch }),
      ...balanceOf(balances, pot),
    })),
    total: totalOf(balances),
  }
}

export function findingAnswers(findings: readonly Finding[], language: Language): readonly FindingAnswer[] {
  return findings.map(({ rule, figures, consequence }) => ({
    rule,
    figures,
    consequence,
    message: messageOf(rule, figures, language),
  }))
}

/** What the ledger knows of the gap between money and work. */
export function moneyOf({ balances }: Ledger): { readonly paidFen: number; readonly committedFen: number } {
  const total = totalOf(balances)
  return { paidFen: paidFen(total), committedFen: total.committedFen }
}
