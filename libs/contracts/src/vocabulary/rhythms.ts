import { idsOf, type Term } from './term.js'

/** On which days a programme wants a report of progress. */
export const rhythmKinds = {
  weekly: { zh: '周调度', en: 'Weekly' },
  'ten-days': { zh: '旬报', en: 'On the 10th, the 20th and the last day of a month' },
  monthly: { zh: '月报', en: 'Monthly' },
  every: { zh: '每隔若干日', en: 'Every so many days' },
} as const satisfies Record<string, Term>

export type RhythmKind = keyof typeof rhythmKinds
export const rhythmKindIds = idsOf(rhythmKinds)

/** What became of one period in which a report was expected. */
export const reportingStatuses = {
  open: { zh: '待填报', en: 'Due' },
  reported: { zh: '已填报', en: 'Reported' },
  unchanged: { zh: '已填报，无进展', en: 'Reported, no progress' },
  'without-photos': { zh: '缺照片', en: 'Reported without photos' },
  silent: { zh: '未填报', en: 'No report' },
  halted: { zh: '停工，不要求', en: 'Halted, not due' },
} as const satisfies Record<string, Term>

export type ReportingStatus = keyof typeof reportingStatuses
export const reportingStatusIds = idsOf(reportingStatuses)
