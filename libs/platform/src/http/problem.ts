import type { Figures } from '@zhuji/kernel'
import type { Term } from '@zhuji/contracts'
import type { Language } from './language.js'
import { messageOf } from './messages.js'
import type { Outcome } from './outcome.js'

/** RFC 9457 problem details, with what a client needs to show the fault at its place. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly instance: string
  readonly slug: string
  readonly figures: Figures
  readonly errors?: readonly { field: string; rule: string; figures: Figures; message: string }[]
  readonly correlationId: string
}

export const PROBLEM_MEDIA_TYPE = 'application/problem+json; charset=utf-8'

const titles: Readonly<Record<number, Term>> = {
  400: { zh: '请求有误', en: 'Invalid request' },
  401: { zh: '未登录', en: 'Not signed in' },
  403: { zh: '无权限', en: 'Not allowed' },
  404: { zh: '未找到', en: 'Not found' },
  405: { zh: '方法不支持', en: 'Method not allowed' },
  408: { zh: '请求超时', en: 'Request timeout' },
  409: { zh: '冲突', en: 'Conflict' },
  412: { zh: '版本已过时', en: 'Stale version' },
  413: { zh: '内容过大', en: 'Content too large' },
  414: { zh: '网址过长', en: 'URL too long' },
  415: { zh: '内容类型不支持', en: 'Unsupported media type' },
  422: { zh: '不符合业务规则', en: 'Refused by a rule' },
  428: { zh: '缺少前提条件', en: 'Precondition required' },
  429: { zh: '请求过多', en: 'Too many requests' },
  503: { zh: '服务暂不可用', en: 'Service unavailable' },
}

const unexpectedTitle: Term = { zh: '系统错误', en: 'Unexpected error' }

export function problemOf(
  outcome: Outcome,
  request: { language: Language; instance: string; correlationId: string },
): Problem {
  const { status, slug, figures, faults } = outcome
  const { language, instance, correlationId } = request
  const title = titles[status] ?? (status < 500 ? titles[400]! : unexpectedTitle)
  const errors = faults?.map((fault) => ({ ...fault, message: messageOf(fault.rule, fault.figures, language) }))
  return {
    type: `/problems/${slug}`,
    title: language === 'en' ? title.en : title.zh,
    status,
    detail: messageOf(slug, figures, language),
    instance,
    slug,
    figures,
    ...(errors === undefined ? {} : { errors }),
    correlationId,
  }
}
