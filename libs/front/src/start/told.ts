import { DomainError } from '@zhuji/kernel'
import { ConfigError, messageOf } from '@zhuji/platform'

/** Why a start did not succeed, for the person at the terminal: in both languages where there is a sentence for it. */
export function told(error: unknown): string {
  if (error instanceof ConfigError) return error.message
  if (!(error instanceof DomainError)) return String((error as Error).stack ?? error)
  return inBothLanguages(error.slug, error.figures)
}

export function inBothLanguages(slug: string, figures: DomainError['figures']): string {
  return `${messageOf(slug, figures, 'zh-CN')}\n${messageOf(slug, figures, 'en')}`
}
