import { checkNationalProjectCode, type Figures } from '@zhuji/kernel'
import { type Language, messageOf } from '@zhuji/platform'

/** What the office should look at again; it is recorded as told. */
export interface ProjectWarning {
  readonly rule: 'wrong-check-digit'
  readonly field: string
  readonly figures: Figures
  readonly message: string
}

/** A code of another layout is an older or a local one, and no mistake. */
export function warningsOf(nationalCodes: readonly string[] = [], language: Language): readonly ProjectWarning[] {
  const rule = 'wrong-check-digit'
  return nationalCodes
    .filter((code) => checkNationalProjectCode(code) === rule)
    .map((code) => ({ rule, field: 'nationalCodes', figures: { code }, message: messageOf(rule, { code }, language) }))
}
