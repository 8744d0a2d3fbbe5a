import type { EventStore } from '@zhuji/messaging'
import type { DataSource } from 'typeorm'
import { calendarStream, type CalendarYear, calendarYearDecider } from './calendar-year.js'
import { arranged, type WorkingCalendar } from './working-days.js'

/** The published calendar with everything that was set here. Years that were set are few. */
export class Calendars {
  constructor(
    readonly published: WorkingCalendar,
    private readonly store: EventStore,
    private readonly source: DataSource,
  ) {}

  async setFor(year: string): Promise<CalendarYear> {
    const states = await this.store.states<CalendarYear>([calendarStream(year)], calendarYearDecider)
    return states.get(calendarStream(year))?.state ?? calendarYearDecider.initial()
  }

  async current(): Promise<WorkingCalendar> {
    const rows = await this.source.query<{ year: string }[]>(
      `select split_part(id, '/', 2) as year from milestones.stream where id like 'calendar/%' order by id`,
    )
    const streams = rows.map(({ year }) => calendarStream(year))
    const states = await this.store.states<CalendarYear>(streams, calendarYearDecider)
    const set = rows.map(({ year }) => ({ year, days: states.get(calendarStream(year))?.state.days ?? [] }))
    return arranged(this.published, set)
  }
}
