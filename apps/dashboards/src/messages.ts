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
  'as-of-in-future': {
    zh: '业务日 {asOf} 晚于今天 {today}。',
    en: 'The business day {asOf} is still to come; today is {today}.',
  },
  'being-rebuilt': {
    zh: '看板数据正按新版本重新生成，请稍后再试。',
    en: 'The dashboards are being built anew for a new version; please try again later.',
  },
  'event-id-malformed': {
    zh: 'Last-Event-ID 应为本数据流给出的编号。',
    en: 'Last-Event-ID must be an id that this stream has sent.',
  },
}
