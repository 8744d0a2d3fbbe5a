import {
  CustodyMoved,
  type DataOf,
  facilityKinds,
  ProjectCancelled,
  ProjectDetailsRevised,
  PackageUnbundled,
  ProjectMerged,
  ProjectRegistered,
  ProjectReinstated,
  type Term,
} from '@zhuji/contracts'
import type { Teller } from './teller.js'
import { money, remark, sentence } from './words.js'

const fieldNames: Readonly<Record<string, Term>> = {
  name: { zh: '名称', en: 'name' },
  facilityKind: { zh: '设施类型', en: 'facility kind' },
  construction: { zh: '建设性质', en: 'construction' },
  regionPath: { zh: '行政区划', en: 'region' },
  address: { zh: '地址', en: 'address' },
  place: { zh: '坐标', en: 'coordinates' },
  nationalCodes: { zh: '国家代码', en: 'national codes' },
  responsiblePerson: { zh: '责任人', en: 'responsible person' },
  supervisingUnit: { zh: '主管单位', en: 'supervising unit' },
  capacity: { zh: '建设规模', en: 'capacity' },
  estimateFen: { zh: '估算', en: 'estimate' },
  approvedBudgetFen: { zh: '概算', en: 'approved budget' },
  plannedStartOn: { zh: '计划开工日', en: 'planned start' },
  needOn: { zh: '需求日', en: 'need date' },
  agreement: { zh: '协议', en: 'agreement' },
  parentProjectId: { zh: '上级项目', en: 'parent project' },
  phase: { zh: '分期', en: 'phase' },
  reportEveryDays: { zh: '填报周期（天）', en: 'reporting rhythm (days)' },
}

function revised({ changes, reason }: DataOf<typeof ProjectDetailsRevised>): Term {
  const parts = Object.entries(changes).map(([field, value]) => {
    const name = fieldNames[field] ?? { zh: field, en: field }
    const shown = valueOf(field, value)
    return { zh: `${name.zh} → ${shown.zh}`, en: `${name.en} → ${shown.en}` }
  })
  return sentence('变更：{zh}{reason}', 'Revised: {en}{reason}', {
    zh: parts.map((part) => part.zh).join('；'),
    en: parts.map((part) => part.en).join('; '),
    reason: remark(reason),
  })
}

function valueOf(field: string, value: unknown): Term {
  if (field === 'facilityKind') return facilityKinds[value as keyof typeof facilityKinds]
  if (field.endsWith('Fen')) return money(value as number)
  if (field === 'regionPath') {
    const names = (value as { name: string }[]).map(({ name }) => name).join('/')
    return { zh: names, en: names }
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return { zh: text, en: text }
}

export const registryTellers: Readonly<Record<string, Teller>> = {
  [ProjectRegistered.type]: (data: DataOf<typeof ProjectRegistered>) =>
    sentence(
      '项目登记：{name}（{kind}），{unit}，概算 {budget}',
      'Registered: {name} ({kind}), {unit}, approved budget {budget}',
      {
        name: data.name,
        kind: facilityKinds[data.facilityKind],
        unit: data.ownerUnit.name,
        budget: data.approvedBudgetFen === undefined ? { zh: '未知', en: 'unknown' } : money(data.approvedBudgetFen),
      },
    ),
  [ProjectDetailsRevised.type]: revised,
  [CustodyMoved.type]: ({ fromUnit, toUnit, reason }: DataOf<typeof CustodyMoved>) =>
    sentence('责任单位 {from} → {to}{reason}', 'Owner unit {from} → {to}{reason}', {
      from: fromUnit.name,
      to: toUnit.name,
      reason: remark(reason),
    }),
  [ProjectCancelled.type]: ({ reason }: DataOf<typeof ProjectCancelled>) =>
    sentence('项目撤销{reason}', 'Cancelled{reason}', { reason: remark(reason) }),
  [ProjectMerged.type]: ({ intoProjectId, reason }: DataOf<typeof ProjectMerged>) =>
    sentence('并入项目 {into}{reason}', 'Merged into project {into}{reason}', {
      into: intoProjectId,
      reason: remark(reason),
    }),
  [PackageUnbundled.type]: ({ partIds, reason }: DataOf<typeof PackageUnbundled>) =>
    sentence('打包项目拆分为 {count} 个{reason}', 'Unbundled into {count} parts{reason}', {
      count: String(partIds.length),
      reason: remark(reason),
    }),
  [ProjectReinstated.type]: ({ reason }: DataOf<typeof ProjectReinstated>) =>
    sentence('项目恢复{reason}', 'Reinstated{reason}', { reason: remark(reason) }),
}
