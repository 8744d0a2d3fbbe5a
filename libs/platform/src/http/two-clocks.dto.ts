import { DayField } from './fields/text.decorator.js'

/** Both days of a question; see ADR 3. */
export class TwoClocksQuery {
  @DayField({ optional: true, description: '获知日 / as known at the end of this day; now unless said' })
  knownOn?: string

  @DayField({
    optional: true,
    description: '业务日 / what had happened by this day; that of the knowledge unless said',
  })
  asOf?: string
}
