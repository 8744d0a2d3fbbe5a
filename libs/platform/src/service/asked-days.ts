import { calendarDateIn } from '@zhuji/kernel'
import { type AskedClocks, bothClocks } from '../http/clocks.js'
import type { System } from './system.module.js'

/** The days that a question names: both, or none for the present. */
export class AskedDays {
  constructor(private readonly system: Pick<System, 'clock' | 'timeZone'>) {}

  /** Throws when either is still to come. */
  of({ asOf, knownOn }: AskedClocks): AskedClocks {
    if (asOf === undefined && knownOn === undefined) return {}
    const { clock, timeZone } = this.system
    return bothClocks({ asOf, knownOn }, calendarDateIn(timeZone, clock.now()))
  }
}
