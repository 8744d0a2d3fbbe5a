import { idsOf, type Term } from './term.js'

export const severities = {
  yellow: { zh: '黄灯', en: 'Yellow' },
  red: { zh: '红灯', en: 'Red' },
} as const satisfies Record<string, Term>
export type Severity = keyof typeof severities
export const severityIds = idsOf(severities)

/** What a rule measures. The thresholds, and which of these a deployment uses, are data (a rule pack). */
export const ruleMeasures = {
  'milestone-overdue': { zh: '里程碑逾期', en: 'Milestone overdue' },
  'start-missed': { zh: '未按期开工', en: 'Start missed' },
  'report-missing': { zh: '未按期填报', en: 'No report in the expected rhythm' },
  'funds-ahead-of-work': { zh: '资金超前', en: 'Funds ahead of work' },
  'forecast-past-need': { zh: '预计晚于需求日', en: 'Forecast past the need date' },
} as const satisfies Record<string, Term>
export type RuleMeasure = keyof typeof ruleMeasures
export const ruleMeasureIds = idsOf(ruleMeasures)
