import type { MessageCatalogue } from '@zhuji/platform'

export const milestonesMessages: MessageCatalogue = {
  'occurred-in-future': {
    zh: '发生日 {occurredOn} 晚于今天 {today}：尚未发生的事不能登记',
    en: '{occurredOn} lies after today, {today}: what has not happened cannot be recorded',
  },
  'project-cancelled-since': {
    zh: '项目已于 {cancelledOn} 撤销，不能登记 {occurredOn} 的事项',
    en: 'The project has been cancelled since {cancelledOn}; nothing of {occurredOn} can be recorded',
  },
  'plan-milestone-twice': {
    zh: '计划中里程碑 {milestone} 出现两次',
    en: 'The milestone {milestone} occurs twice in the plan',
  },
  'plan-month-twice': {
    zh: '分月投资计划中 {month} 出现两次',
    en: 'The month {month} occurs twice in the planned investment',
  },
  'plan-against-order': {
    zh: '{milestone} 计划于 {plannedOn}，早于其前序 {earlierMilestone} 的 {earlierPlannedOn}',
    en: '{milestone} is planned on {plannedOn}, before {earlierMilestone} on {earlierPlannedOn}, which comes first',
  },
  'plan-dates-missing': {
    zh: '按模板排计划需要计划开工日（{plannedStartOn}）和需求日（{needOn}），请补充或逐项给出日期',
    en: 'A template needs the planned start ({plannedStartOn}) and the need date ({needOn}); give them or the steps',
  },
  'plan-without-time': {
    zh: '需求日 {needOn} 不晚于计划开工日 {plannedStartOn}，排不出计划',
    en: 'The need date {needOn} is not after the planned start {plannedStartOn}: there is no time to plan',
  },
  'plan-need-date-missing': {
    zh: '倒排工期需要需求日，请补充',
    en: 'A plan is derived from the need date: give one',
  },
  'plan-need-date-too-early': {
    zh: '按需求日 {needOn} 倒排，下列步骤的最晚开始日已过（自 {from} 起算）：{lateMilestones}。还差 {shortByDays} 个工作日，最早 {earliestNeedOn} 可完成',
    en: 'For the need date {needOn} these steps should have started before {from}: {lateMilestones}. {shortByDays} working days are missing; {earliestNeedOn} is the earliest',
  },
  'plan-given-twice': {
    zh: '逐项给出日期（steps）与倒排工期（durations）只能选一种',
    en: 'Give either the days of the steps (steps) or what they take (durations), not both',
  },
  'plan-without-steps': { zh: '没有尚待完成的步骤，无需排计划', en: 'No step is left to be planned' },
  'plan-predecessor-unplanned': {
    zh: '{milestone} 的前置步骤 {earlierMilestone} 不在计划中',
    en: '{milestone} follows {earlierMilestone}, which is not planned',
  },
  'plan-in-a-ring': { zh: '步骤互为前置：{milestones}', en: 'These steps wait for each other: {milestones}' },
  'rebaseline-reason-missing': {
    zh: '已有第 {baselineVersion} 版计划（{adoptedOn}），调整计划须说明原因',
    en: 'There is a baseline already (version {baselineVersion}, {adoptedOn}); a new one needs a reason',
  },
  'forecast-of-reached-milestone': {
    zh: '{milestone} 已于 {reachedOn} 达成，不能再预计为 {forecastOn}',
    en: '{milestone} was reached on {reachedOn}; it cannot be expected on {forecastOn}',
  },
  'progress-fell': {
    zh: '形象进度由 {reportedPercent}（{reportedOn}）降为 {physicalPercent}：下降须用“更正进度”并说明原因',
    en: 'Progress would fall from {reportedPercent} ({reportedOn}) to {physicalPercent}: correct it with a reason instead ({correctWith})',
  },
  'progress-above-later-report': {
    zh: '{occurredOn} 的进度 {physicalPercent} 高于其后 {reportedOn} 已填报的 {reportedPercent}',
    en: '{physicalPercent} on {occurredOn} is above the {reportedPercent} reported for the later {reportedOn}',
  },
  'no-report-to-correct': { zh: '尚无进度填报，无可更正', en: 'There is no progress report to correct' },
  'report-not-latest': {
    zh: '您要更正的填报已不是最新一次（最新：{reportedOn}，{latestReportId}），请先查看',
    en: 'The report you mean is no longer the latest ({reportedOn}, {latestReportId}); look again first',
  },
  'completed-investment-negative': {
    zh: '累计完成投资 {completedInvestmentFen}，变动 {changeFen} 后将为负数',
    en: 'The completed investment is {completedInvestmentFen}; a change of {changeFen} would make it negative',
  },
  'completed-investment-too-large': {
    zh: '累计完成投资 {completedInvestmentFen} 加 {amountFen} 超出可精确记录的范围',
    en: 'The completed investment {completedInvestmentFen} plus {amountFen} is beyond what can be kept exactly',
  },
  'milestone-already-reached': {
    zh: '{milestone} 已于 {reachedOn} 达成；如日期有误请更正里程碑',
    en: '{milestone} was reached on {reachedOn} already; if that is wrong, correct it ({correctWith})',
  },
  'milestone-not-reached': {
    zh: '{milestone} 尚未达成，无可更正',
    en: '{milestone} has not been reached: there is nothing to correct',
  },
  'milestone-before-earlier-one': {
    zh: '{milestone}（{occurredOn}）不能早于 {otherMilestone}（{otherReachedOn}）',
    en: '{milestone} ({occurredOn}) cannot come before {otherMilestone} ({otherReachedOn})',
  },
  'milestone-after-later-one': {
    zh: '{milestone}（{occurredOn}）不能晚于 {otherMilestone}（{otherReachedOn}）',
    en: '{milestone} ({occurredOn}) cannot come after {otherMilestone} ({otherReachedOn})',
  },
  'reached-in-future': {
    zh: '达成日 {reachedOn} 晚于今天 {today}',
    en: 'The day {reachedOn} lies after today, {today}',
  },
  'already-taken-over': {
    zh: '已于 {since} 从“{from}”回收',
    en: 'It was taken over from “{from}” on {since} already',
  },
  'built-here': {
    zh: '{milestone} 已于 {reachedOn} 达成：自行建设的项目不是回收',
    en: '{milestone} was reached on {reachedOn}: what was begun here was not taken over ready-built',
  },
  'taken-over-ready-built': {
    zh: '该设施已于 {since} 从“{from}”现成回收，没有 {milestone} 这一步',
    en: 'It was taken over ready-built from “{from}” on {since}; {milestone} was not done here',
  },
  'work-already-halted': {
    zh: '自 {since} 起已处于该状态（{halt}）',
    en: 'Work has been halted like this since {since} ({halt})',
  },
  'work-not-halted': {
    zh: '{occurredOn} 并未停工，无需复工',
    en: 'Work was not halted on {occurredOn}: there is nothing to resume',
  },
  'procedure-already-running': {
    zh: '该手续自 {since} 起已在重新办理（{procedure}）',
    en: 'This procedure has been running since {since} ({procedure})',
  },
  'procedure-not-running': {
    zh: '{occurredOn} 并未在办理该手续（{procedure}）',
    en: 'This procedure was not running on {occurredOn} ({procedure})',
  },
  'day-outside-year': { zh: '{on} 不在 {year} 年内', en: '{on} does not lie in {year}' },
  'day-twice': { zh: '{on} 出现两次', en: '{on} occurs twice' },
  'evidence-unknown': {
    zh: '佐证文件 {fileId} 未上传，或不是您单位上传的',
    en: 'The file {fileId} has not been uploaded, or not by you or your unit',
  },
  'evidence-not-multipart': {
    zh: '请用 multipart/form-data 上传一个文件',
    en: 'Upload one file as multipart/form-data',
  },
  'evidence-missing': { zh: '请求中没有文件', en: 'The request has no file' },
  'evidence-empty': { zh: '文件为空', en: 'The file is empty' },
  'evidence-one-file': { zh: '每次只能上传一个文件', en: 'Upload one file at a time' },
  'evidence-too-large': { zh: '文件超过上限 {maxBytes} 字节', en: 'The file is larger than {maxBytes} bytes' },
  'evidence-type-unsupported': {
    zh: '不支持这种文件（按内容判断），可用：{allowed}',
    en: 'This kind of file is not supported (judged by its content); allowed: {allowed}',
  },
  'evidence-store-away': {
    zh: '佐证存储暂时不可用，请稍后再试',
    en: 'The store of evidence does not answer for the moment; please try again later',
  },
  'evidence-damaged': {
    zh: '文件与其校验值不符或已丢失，请联系管理员（{sha256}）',
    en: 'The stored file is lost or does not match its hash; tell the administrator ({sha256})',
  },
}
