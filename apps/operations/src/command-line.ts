import type { Term } from '@zhuji/contracts'
import type { Figures } from '@zhuji/kernel'
import { messageOf } from '@zhuji/platform'

/** 0: done, nothing to object. 1: faults were found, or something could not be carried out. 2: nothing was begun. */
export type ExitCode = 0 | 1 | 2

/** The command line asks for something that is not there. */
export class UsageError extends Error {
  override readonly name = 'UsageError'

  constructor(
    readonly fault: Term,
    readonly usage: string,
  ) {
    super(`${fault.zh}\n${fault.en}\n\n${usage}`)
  }
}

/** One sentence in both languages, on two lines. */
export function told(slug: string, figures: Figures, indent = ''): string {
  return `${indent}${messageOf(slug, figures, 'zh-CN')}\n${indent}${messageOf(slug, figures, 'en')}`
}

export function secondsText(ms: number): string {
  return ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`
}
