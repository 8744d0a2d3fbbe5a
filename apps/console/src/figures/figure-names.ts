import type { TFunction } from 'i18next'
import { sayIn } from '../i18n/index.js'
import { termOf } from '../i18n/terms.js'
import { zhCn } from '../i18n/zh-cn.js'
import type { Language } from './numbers.js'

type KnownFigure = keyof typeof zhCn.figure

/** `capacity:school-places` and the like carry the kind after the colon. A figure without a word shows its id. */
export function figureName(figure: string, t: TFunction, language: Language): string {
  const [base = '', kind] = figure.split(':')
  if (kind !== undefined) return sayIn(language, termOf('capacityKinds', kind))
  return base in zhCn.figure ? t(`figure.${base as KnownFigure}`) : figure
}

export function denominatorName(id: string, t: TFunction): string {
  return id in zhCn.denominator ? t(`denominator.${id as keyof typeof zhCn.denominator}`) : id
}
