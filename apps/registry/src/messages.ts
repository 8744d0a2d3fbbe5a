import type { MessageCatalogue } from '@zhuji/platform'

export const registryMessages: MessageCatalogue = {
  'project-already-registered': {
    zh: '该项目已登记（{projectId}）',
    en: 'The project is already registered ({projectId})',
  },
  'project-cancelled': {
    zh: '项目“{name}”已撤销，不能再变更',
    en: 'Project “{name}” is cancelled and cannot be changed',
  },
  'project-not-cancelled': { zh: '项目“{name}”未撤销，无需恢复', en: 'Project “{name}” is not cancelled' },
  'merged-into-itself': { zh: '项目“{name}”不能并入自己', en: 'Project “{name}” cannot go into itself' },
  'merged-into-unknown': {
    zh: '并入的项目 {intoProjectId} 未登记',
    en: 'The project {intoProjectId}, into which this one would go, is not registered',
  },
  'merged-into-cancelled': {
    zh: '项目“{name}”已撤销，不能并入',
    en: 'Project “{name}” is cancelled: nothing can go into it',
  },
  'package-already-unbundled': {
    zh: '打包项目“{name}”已拆分为 {parts} 个项目；其他部分请登记为其下级项目',
    en: 'Package “{name}” is already taken apart into {parts}; register further parts below it',
  },
  'part-is-the-package': { zh: '“{name}”不能拆分出自己', en: '“{name}” cannot be a part of itself' },
  'parts-above-package': {
    zh: '各部分概算合计 {partsFen}，超过打包项目概算 {approvedBudgetFen}',
    en: 'The approved budgets of the parts come to {partsFen}, above the package’s {approvedBudgetFen}',
  },
  'parent-is-itself': { zh: '项目不能是自己的上级项目', en: 'A project cannot be its own parent' },
  'parent-unknown': { zh: '上级项目 {parentProjectId} 未登记', en: 'The parent {parentProjectId} is not registered' },
  'parent-in-a-ring': {
    zh: '{parentProjectId} 本身在该项目之下，不能作其上级项目',
    en: '{parentProjectId} lies below this project itself and cannot be its parent',
  },
  'custody-already-there': { zh: '项目已由“{unit}”负责', en: 'The project already belongs to “{unit}”' },
  'need-before-start': {
    zh: '需求日 {needOn} 早于计划开工日 {plannedStartOn}',
    en: 'The need date {needOn} lies before the planned start {plannedStartOn}',
  },
  'local-code-taken': {
    zh: '本地编码 {value} 已被另一项目使用',
    en: 'The local code {value} belongs to another project',
  },
  'wrong-check-digit': {
    zh: '国家项目代码 {code} 的校验码不符，请核对',
    en: 'The check digit of the national project code {code} is wrong; please compare it with the approval',
  },
  'region-unknown': { zh: '行政区划 {code} 未定义', en: 'The region {code} has not been defined' },
  'programme-already-issued': {
    zh: '该任务清单已下达（第 {version} 版）',
    en: 'The programme is already issued (version {version})',
  },
  'programme-unknown': { zh: '没有该任务清单', en: 'No such programme' },
  'period-ends-before-it-starts': { zh: '期间止于 {to}，早于 {from}', en: 'The period ends on {to}, before {from}' },
  'line-twice': { zh: '目标行 {lineId} 出现两次', en: 'The target line {lineId} occurs twice' },
  'unit-not-of-measure': {
    zh: '计量 {measure} 的单位不能是 {unit}，可用：{units}',
    en: 'The unit of the measure {measure} cannot be {unit}; it can be: {units}',
  },
  'project-named-twice': {
    zh: '项目 {projectId} 在同一目标行出现两次',
    en: 'The project {projectId} occurs twice in one target line',
  },
  'amount-of-a-count': {
    zh: '只有按建设规模计量的目标行可以列各项目数量，{measure} 不可以',
    en: 'Only a line that measures capacity lists an amount for each project, not one that measures {measure}',
  },
  'rhythm-incomplete': {
    zh: '填报周期 {kind} 须给出 {field}',
    en: 'A rhythm of the kind {kind} needs {field}',
  },
  'rhythm-field-of-another': {
    zh: '填报周期 {kind} 不能给出 {field}',
    en: 'A rhythm of the kind {kind} has no {field}',
  },
  'stretch-below-base': {
    zh: '力争目标 {stretch} 低于任务目标 {base}',
    en: 'The stretch target {stretch} is below the base target {base}',
  },
}
