import type { Construction } from '../api/types.js'
import { isDay } from '../figures/days.js'
import { type AmountUnit, parseAmount } from '../figures/numbers.js'

export interface ReportDraft {
  readonly percent: string
  readonly investment: { readonly text: string; readonly unit: AmountUnit }
  readonly text: string
  readonly reason: string
  readonly occurredOn: string
}

export function freshReport(today: string): ReportDraft {
  return { percent: '', investment: { text: '', unit: 'wan' }, text: '', reason: '', occurredOn: today }
}

/** A percent from 0 to 100 with at most four decimals; undefined for anything else. */
export function readPercent(text: string): number | undefined {
  const plain = text.normalize('NFKC').trim()
  if (!/^\d{1,3}(\.\d{1,4})?$/.test(plain)) return undefined
  const value = Number(plain)
  return value <= 100 ? value : undefined
}

export function isFall(draft: ReportDraft, lastPercent: number | null): boolean {
  const percent = readPercent(draft.percent)
  return percent !== undefined && lastPercent !== null && percent < lastPercent
}

/** A press of a step button: never outside 0 to 100; from nothing it starts at the last report. */
export function stepped(text: string, step: number, lastPercent: number | null): string {
  const from = readPercent(text) ?? lastPercent ?? 0
  return String(Math.min(100, Math.max(0, Math.round((from + step) * 10_000) / 10_000)))
}

/** The body of the command the draft stands for; undefined while something needed is missing or wrong. */
export function readReport(
  draft: ReportDraft,
  { physicalPercent: last, lastReportId }: Pick<Construction, 'physicalPercent' | 'lastReportId'>,
  evidence: readonly { readonly fileId: string }[],
): { readonly body: Readonly<Record<string, unknown>> | undefined } {
  const physicalPercent = readPercent(draft.percent)
  const { occurredOn, text, reason, investment } = draft
  if (physicalPercent === undefined || !isDay(occurredOn)) return { body: undefined }
  if (isFall(draft, last)) {
    if (reason.trim() === '') return { body: undefined }
    return {
      body: { physicalPercent, reason: reason.trim(), occurredOn, ...(lastReportId && { reportId: lastReportId }) },
    }
  }
  const completedInvestmentFen =
    investment.text.trim() === '' ? undefined : parseAmount(investment.text, investment.unit)
  if (investment.text.trim() !== '' && completedInvestmentFen === undefined) return { body: undefined }
  return {
    body: {
      physicalPercent,
      occurredOn,
      ...(completedInvestmentFen !== undefined && { completedInvestmentFen }),
      ...(text.trim() !== '' && { text: text.trim() }),
      ...(evidence.length > 0 && { evidence }),
    },
  }
}
