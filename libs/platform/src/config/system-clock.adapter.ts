import type { Clock } from '@zhuji/kernel'

/** The machine's own clock: the one place where the present enters a process. */
export class SystemClock implements Clock {
  now(): Date {
    return new Date()
  }
}
