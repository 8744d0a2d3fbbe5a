import type { MessageCatalogue } from '@zhuji/platform'

export const dashboardMessages: MessageCatalogue = {
  'days-reversed': {
    zh: '起始日 {fromKnownOn} 晚于截止日 {toKnownOn}。',
    en: 'The first day {fromKnownOn} lies after the second {toKnownOn}.',
  },
  'figure-unknown': {
    zh: '没有指标 {figure}；可选：{known}。',
    en: 'There is no figure {figure}; known are: {known}.',
  },
  'event-id-malformed': {
    zh: 'Last-Event-ID 应为本数据流给出的编号。',
    en: 'Last-Event-ID must be an id that this stream has sent.',
  },
}
