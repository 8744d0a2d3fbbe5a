import type { TFunction } from 'i18next'
import { zhCn } from '../i18n/zh-cn.js'

type KnownFigure = keyof typeof zhCn.figure

/** A figure without a word of ours shows its id. */
export function figureName(figure: string, t: TFunction): string {
  return figure in zhCn.figure ? t(`figure.${figure as KnownFigure}`) : figure
}

export function denominatorName(id: string, t: TFunction): string {
  return id in zhCn.denominator ? t(`denominator.${id as keyof typeof zhCn.denominator}`) : id
}
