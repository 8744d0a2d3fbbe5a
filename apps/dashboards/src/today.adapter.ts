import { Inject, Injectable } from '@nestjs/common'
import { type CalendarDate, calendarDateIn } from '@zhuji/kernel'
import { SYSTEM, type System } from '@zhuji/platform'

/** The present day of the deployment. */
@Injectable()
export class Today {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  on(): CalendarDate {
    return calendarDateIn(this.system.timeZone, this.system.clock.now())
  }
}
