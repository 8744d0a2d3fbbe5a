import type { MessageCatalogue } from '@zhuji/platform'

export const dashboardMessages: MessageCatalogue = {
  'days-reversed': {
    zh: '起始日 {fromKnownOn} 晚于截止日 {toKnownOn}。',
    en: 'The first day {fromKnownOn} lies after the second {toKnownOn}.',
  },
  'since-after-day': {
    zh: '对比日 {since} 晚于统计日 {asOf}。',
    en: 'The day compared with, {since}, lies after the day asked for, {asOf}.',
  },
  'figure-unknown': {
    zh: '没有指标 {figure}；可选：{known}。',
    en: 'There is no figure {figure}; known are: {known}.',
  },
  'being-rebuilt': {
    zh: '看板数据正按新版本重新生成，请稍后再试。',
    en: 'The dashboards are being built anew for a new version; please try again later.',
  },
  'event-id-malformed': {
    zh: 'Last-Event-ID 应为本数据流给出的编号。',
    en: 'Last-Event-ID must be an id that this stream has sent.',
  },
  'month-malformed': { zh: '月份应为 2026-06 的形式。', en: 'A month is written as 2026-06.' },
  'month-not-over': {
    zh: '{month} 要到 {asOf} 才结束，今天是 {today}，不能关账。',
    en: '{month} ends on {asOf} and today is {today}: it cannot be closed yet.',
  },
  'known-day-not-over': {
    zh: '所知日 {knownOn} 尚未结束，今天是 {today}；请用更早的一天。',
    en: 'The day {knownOn} is not over, today is {today}: what is known by its end is not settled. Take an earlier day.',
  },
  'known-before-month-over': {
    zh: '所知日 {knownOn} 早于月末 {asOf}。',
    en: 'What was known on {knownOn} does not reach to the end of the month, {asOf}.',
  },
  'log-incomplete': {
    zh: '{service} 的日志不齐全：第 {number} 个封存点之前缺 {missing} 条 {type}。请处理死信或等待补齐后再关账。',
    en: 'The log of {service} is not here without a gap: {missing} of {type} are missing before checkpoint {number}. Redrive dead letters, or wait for them.',
  },
  'facts-unsealed': {
    zh: '{service} 有 {facts} 条 {knownOn} 前已知的事实尚未封存；封存点最迟十分钟后生成，请稍后再试。',
    en: '{facts} facts of {service} that were known by {knownOn} are not sealed yet; a checkpoint follows within ten minutes.',
  },
  'month-already-closed': {
    zh: '{month} 已按 {knownOn} 所知关账，不再重开；之后到达的事实作为更正列出。',
    en: '{month} is closed as known on {knownOn} and is not opened again; what comes in later restates it.',
  },
  'month-not-closed': { zh: '{month} 尚未关账。', en: '{month} is not closed.' },
  'bulletin-empty': {
    zh: '通报至少要有一项指标或一个目标行。',
    en: 'A bulletin shows one figure or target line at least.',
  },
  'figure-not-of-groups': {
    zh: '没有可用于通报的指标 {figure}。',
    en: 'There is no figure {figure} that can be shown for groups of projects.',
  },
  'part-twice': { zh: '指标 {figure}（{by}）重复。', en: 'The figure {figure} by {by} is there twice.' },
  'bulletin-region-unknown': {
    zh: '没有行政区划 {region}。',
    en: 'There is no division {region}.',
  },
  'bulletin-unknown': { zh: '没有通报 {bulletinId}。', en: 'There is no bulletin {bulletinId}.' },
  'issue-unknown': { zh: '通报 {bulletinId} 没有第 {number} 期。', en: 'Bulletin {bulletinId} has no issue {number}.' },
  'target-line-unknown': {
    zh: '在该截止位置，任务清单 {programmeId} 没有目标行 {lineId}。',
    en: 'At the cut, programme {programmeId} has no line {lineId}.',
  },
  'line-beyond-bulletin': {
    zh: '{programme} 的目标行 {lineId} 有 {projects} 个项目不在通报范围内，目标值无从分割。',
    en: '{projects} projects of line {lineId} of {programme} lie outside the bulletin; its target cannot be divided.',
  },
  'month-already-issued': {
    zh: '{month} 已在第 {number} 期发布；再次发布须说明更正原因。',
    en: '{month} was issued as number {number}; to tell it again, give the reason.',
  },
  'nothing-to-restate': {
    zh: '{month} 尚未发布，无可更正。',
    en: '{month} was not issued, so there is nothing to restate.',
  },
  'known-before-previous-issue': {
    zh: '所知日 {knownOn} 早于上一期的 {issuedOf}。',
    en: 'The day {knownOn} lies before that of the issue to be restated, {issuedOf}.',
  },
  'restatement-without-difference': {
    zh: '{month} 自第 {number} 期以来没有变动，无须更正。',
    en: 'Nothing of {month} has changed since issue {number}: there is nothing to restate.',
  },
  'issued-meanwhile': {
    zh: '其间已发布第 {number} 期，请重新核对后再发布。',
    en: 'Issue {number} was published meanwhile; look again before publishing.',
  },
  'bulletin-too-large': {
    zh: '通报有 {bytes} 字节，超过上限 {maxBytes}；请减少分组或指标。',
    en: 'The bulletin has {bytes} bytes, above the limit of {maxBytes}: show fewer groups or figures.',
  },
}
