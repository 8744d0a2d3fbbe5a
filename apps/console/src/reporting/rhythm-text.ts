import { rhythmKinds } from '@zhuji/contracts'
import type { Language } from '../figures/numbers.js'
import { sayIn } from '../i18n/index.js'
import type { AskedRhythm } from './reporting-types.js'

const weekdays = { zh: '一二三四五六日', en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] } as const

/** 1 is Monday. */
export function weekdayText(weekday: number, language: Language): string {
  return language === 'en' ? weekdays.en[weekday - 1]! : `周${weekdays.zh[weekday - 1]}`
}

/** How often, in a few words: 周调度（周五，须附照片）. */
export function rhythmText({ kind, weekday, byDay, days, needsPhotos }: AskedRhythm, language: Language): string {
  const isEnglish = language === 'en'
  const detail = {
    weekly: weekdayText(weekday ?? 7, language),
    'ten-days': isEnglish ? undefined : '10、20 日和月末',
    monthly: isEnglish ? `by day ${byDay}` : `${byDay} 日前`,
    every: isEnglish ? `${days} days` : `${days} 天`,
  }[kind]
  const photos = needsPhotos ? [isEnglish ? 'with photos' : '须附照片'] : []
  const details = [...(detail ? [detail] : []), ...photos]
  const name = sayIn(language, rhythmKinds[kind])
  if (details.length === 0) return name
  return isEnglish ? `${name} (${details.join(', ')})` : `${name}（${details.join('，')}）`
}
