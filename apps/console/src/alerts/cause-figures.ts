import { sayIn } from '../i18n/index.js'
import { termOf } from '../i18n/terms.js'
import { count, type Language, moneyText, percent } from '../figures/numbers.js'

type Figures = Readonly<Record<string, string | number | boolean | null>>

/** Words for the figures that rules write; a figure without a word keeps its own name. */
const words: Readonly<Record<string, { zh: string; en: string }>> = {
  daysOverdue: { zh: '逾期天数', en: 'days overdue' },
  daysLate: { zh: '晚于需求日天数', en: 'days late' },
  monthsMissed: { zh: '未开工月数', en: 'months missed' },
  daysSinceReport: { zh: '距上次填报天数', en: 'days since report' },
  rhythm: { zh: '填报周期', en: 'rhythm' },
  programme: { zh: '任务清单', en: 'programme' },
  programmeVersion: { zh: '清单版本', en: 'version' },
  reportEveryDays: { zh: '填报周期（天）', en: 'report every (days)' },
  paidPercent: { zh: '已付占比', en: 'paid' },
  physicalPercent: { zh: '形象进度', en: 'physical' },
  points: { zh: '相差点数', en: 'points apart' },
  gapPoints: { zh: '资金进度差', en: 'gap in points' },
  milestone: { zh: '里程碑', en: 'milestone' },
  plannedOn: { zh: '计划', en: 'planned' },
  plannedStartOn: { zh: '计划开工', en: 'planned start' },
  forecastOn: { zh: '预计', en: 'forecast' },
  expectedOn: { zh: '预计', en: 'expected' },
  needOn: { zh: '需求日', en: 'need date' },
  dueOn: { zh: '应报日', en: 'due' },
  lastReportOn: { zh: '最近填报', en: 'last report' },
  needsPhotos: { zh: '须附照片', en: 'with photos' },
  lastReportWithPhotosOn: { zh: '最近有照片的填报', en: 'last report with photos' },
  agreedFen: { zh: '约定金额', en: 'agreed' },
  paidFen: { zh: '已付', en: 'paid amount' },
  yellowAfterDays: { zh: '黄灯线（天）', en: 'yellow after (days)' },
  redAfterDays: { zh: '红灯线（天）', en: 'red after (days)' },
  yellowAbovePoints: { zh: '黄灯线（点）', en: 'yellow above (points)' },
  redAbovePoints: { zh: '红灯线（点）', en: 'red above (points)' },
  yellowFromMonthsMissed: { zh: '黄灯线（月）', en: 'yellow from (months)' },
  redFromMonthsMissed: { zh: '红灯线（月）', en: 'red from (months)' },
}

export function causeFigures(figures: Figures, language: Language): string {
  return Object.entries(figures)
    .filter(([, value]) => value !== null)
    .map(([name, value]) =>
      value === true ? nameOf(name, language) : `${nameOf(name, language)} ${textOf(name, value, language)}`,
    )
    .join(' · ')
}

function nameOf(name: string, language: Language): string {
  const word = words[name]
  return word ? sayIn(language, word) : name
}

function textOf(name: string, value: string | number | boolean | null, language: Language): string {
  if (typeof value === 'number') {
    if (name.endsWith('Fen')) return moneyText(value, language)
    if (name.endsWith('Percent')) return `${percent(value)} %`
    return count(Math.round(value * 100) / 100)
  }
  if (typeof value !== 'string') return String(value)
  return sayIn(language, termOf(name === 'rhythm' ? 'rhythmKinds' : 'milestones', value))
}
