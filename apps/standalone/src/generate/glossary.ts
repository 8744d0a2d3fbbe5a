import {
  capacityKinds,
  eventDefinitions,
  facilityGroups,
  facilityKinds,
  fundSources,
  halts,
  ledgerEntries,
  procedures,
  reportingStatuses,
  rhythmKinds,
  ruleMeasures,
  severities,
  spineMilestones,
  statuses,
  tailMilestones,
  targetMeasures,
  targetVerbs,
  type Term,
} from '@zhuji/contracts'
import { roles } from '@zhuji/platform'

/** Words that name no value of a vocabulary, but that code, console and documents use in one meaning only. */
const ideas: Readonly<Record<string, Term & { readonly meaning: string }>> = {
  project: {
    zh: '项目',
    en: 'Project',
    meaning: 'One facility being built, from registration to delivery; a phase is a child project.',
  },
  programme: {
    zh: '目标任务 / 任务清单',
    en: 'Programme',
    meaning: 'An issued list of target lines for a period, by an issuer, in versions.',
  },
  stage: {
    zh: '阶段',
    en: 'Stage',
    meaning: 'The farthest milestone of the spine that was reached. Derived, never set.',
  },
  standing: { zh: '状态', en: 'Standing', meaning: 'Stage, halt and procedure together.' },
  baseline: {
    zh: '基准计划',
    en: 'Baseline',
    meaning: 'An adopted plan; later ones are added with a reason, none is replaced.',
  },
  forecast: {
    zh: '预计日期',
    en: 'Forecast',
    meaning: 'The day on which the office now expects a milestone; every revision is kept.',
  },
  slip: { zh: '延期天数', en: 'Slip', meaning: 'Forecast now − the day first expected or planned, in days.' },
  'physical percent': {
    zh: '形象进度',
    en: 'Physical progress',
    meaning: 'Claimed by the office, in percent; an inspection is another fact.',
  },
  'completed investment': {
    zh: '完成投资',
    en: 'Completed investment',
    meaning: 'Work put in place, in money. Not cash.',
  },
  gap: {
    zh: '资金进度差',
    en: 'Gap',
    meaning: 'Paid ÷ agreed × 100 − physical percent, in points; 资金超前 when positive.',
  },
  'occurred on': { zh: '发生日', en: 'Occurred on', meaning: 'The calendar day a fact happened, as told.' },
  'recorded at': {
    zh: '记录时间',
    en: 'Recorded at',
    meaning: 'The instant our log took it in; set by the log alone.',
  },
  'known on': {
    zh: '获知日',
    en: 'Known on',
    meaning: 'Since when it counts as known; another day than that of recording only by an import’s claim.',
  },
  rhythm: {
    zh: '填报周期',
    en: 'Rhythm',
    meaning:
      'How often a programme (or, where none does, the register) wants a report of progress; of several each has its own periods.',
  },
  silent: { zh: '未填报', en: 'Silent', meaning: 'A report was due and none was made. Not the same as no progress.' },
  alert: { zh: '预警', en: 'Alert', meaning: 'An episode: raised, acknowledged, cleared (销号). One per cause.' },
  explain: {
    zh: '溯源',
    en: 'Explain',
    meaning: 'The facts behind a figure, with definition, cut-off and log position.',
  },
  cut: {
    zh: '截取位置',
    en: 'Cut',
    meaning: 'What figures stand on: a business day, the day of the knowledge, and a checkpoint of each log.',
  },
  closing: { zh: '关账', en: 'Closing', meaning: 'A month frozen at a cut, for good.' },
  bulletin: { zh: '通报', en: 'Bulletin', meaning: 'A definition of figures and lines, issued for closed months.' },
  restatement: {
    zh: '更正',
    en: 'Restatement',
    meaning: 'A month told again after late facts, with each difference and the facts that made it.',
  },
}

const vocabularies: readonly (readonly [string, Readonly<Record<string, Term>>])[] = [
  ['Roles 角色', roles],
  ['Facility groups 设施大类', facilityGroups],
  ['Facility kinds 设施类别', facilityKinds],
  ['Capacity 能力', capacityKinds],
  ['Milestones of the spine 主线里程碑', spineMilestones],
  ['Milestones of templates 专项里程碑', tailMilestones],
  ['Halts 停缓', halts],
  ['Procedures 重新办理', procedures],
  ['Statuses 列表状态', statuses],
  ['Ledger entries 台账记录', ledgerEntries],
  ['Sources of funds 资金来源', fundSources],
  ['Target measures 目标计量', targetMeasures],
  ['Target verbs 计入节点', targetVerbs],
  ['Rhythms of reporting 填报周期', rhythmKinds],
  ['What became of a report 填报情况', reportingStatuses],
  ['Rule measures 预警规则', ruleMeasures],
  ['Lights 灯色', severities],
]

/** docs/glossary.md: one word per concept, in both languages, from the same values that the code uses. */
export function glossary(): string {
  const parts = [
    '# Glossary 术语表\n\nWritten by `npm run generate` from the vocabulary in `libs/contracts` and the events. One word per concept.',
    section(
      'Ideas 概念',
      ['Word', '中文', 'Meaning'],
      Object.values(ideas).map(({ en, zh, meaning }) => [en, zh, meaning]),
    ),
    ...vocabularies.map(([title, terms]) =>
      section(
        title,
        ['id', '中文', 'English'],
        Object.entries(terms).map(([id, { zh, en }]) => [`\`${id}\``, zh, en]),
      ),
    ),
    section(
      'Events 事件',
      ['type', '中文', 'English'],
      eventDefinitions.map(({ type, summary }) => [`\`${type}\``, summary.zh, summary.en]),
    ),
  ]
  return `${parts.join('\n\n')}\n`
}

function section(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [`## ${title}`, '', line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
