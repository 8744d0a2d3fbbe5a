import { calendarDateIn } from '@zhuji/kernel'
import { type AskedClocks, bothClocks, type System } from '@zhuji/platform'
import type { Clocks } from './ledger/ledgers.repository.js'

/** The days that a question names: both, or none for the present. */
export class AskedDays {
  constructor(private readonly system: System) {}

  /** Throws when either is still to come. */
  of({ asOf, knownOn }: AskedClocks): Clocks {
    if (asOf === undefined && knownOn === undefined) return {}
    const { clock, timeZone } = this.system
    return bothClocks({ asOf, knownOn }, calendarDateIn(timeZone, clock.now()))
  }
}
