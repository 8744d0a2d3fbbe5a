import { DayField } from '@zhuji/platform'

export class ClocksQuery {
  @DayField({ optional: true, description: '截至业务日 / as things stood on this day; absent: today' })
  asOf?: string

  @DayField({ optional: true, description: '截至获知日 / as known at the end of this day; absent: now' })
  knownOn?: string
}
