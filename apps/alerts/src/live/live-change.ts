import type { LogPosition } from '@zhuji/contracts'
import type { Candidate } from '../alert/alert-filter.js'

/** One change of an alert with its place in the alerts log. */
export interface LiveChange extends Candidate {
  readonly type: string
  readonly position: LogPosition
}
