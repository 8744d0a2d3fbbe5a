import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { answerOf, Caller, CommandAnswer, CommandDesk, CommandRoute, Permission } from '@zhuji/platform'
import { setWorkingDays } from './calendar.commands.js'
import { SetWorkingDaysRequest, WorkingDaysAnswer, WorkingDaysQuery } from './calendar.dto.js'
import { Calendars } from './calendars.repository.js'
import {
  isWorkingDay,
  provisionalYears,
  type SpecialDay,
  type WorkingCalendar,
  workingDaysBetween,
  yearOf,
} from './working-days.js'

@ApiTags('milestones')
@Controller('api/v1/milestones/working-days')
export class CalendarController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly calendars: Calendars,
  ) {}

  @Post()
  @Permission('milestones.calendar')
  @CommandRoute()
  @ApiOperation({ summary: '设定年度工作日 / set the days of a year that depart from the published calendar' })
  @ApiCreatedResponse({ type: CommandAnswer })
  async set(@Body() { year, ...body }: SetWorkingDaysRequest, @Caller() caller: Caller): Promise<CommandAnswer> {
    return answerOf(await this.desk.run(setWorkingDays, { id: year, body, caller }))
  }

  @Get()
  @Permission('milestones.read')
  @ApiOperation({ summary: '工作日历 / holidays and worked weekends of a year, and whether they are known' })
  @ApiOkResponse({ type: WorkingDaysAnswer })
  async show(@Query() { year }: WorkingDaysQuery): Promise<WorkingDaysAnswer> {
    const [calendar, set] = await Promise.all([this.calendars.current(), this.calendars.setFor(year)])
    const [first, last] = [`${year}-01-01`, `${year}-12-31`]
    return {
      year,
      provisional: provisionalYears(calendar, first, last).length > 0,
      workingDays: workingDaysBetween(calendar, first, last) + Number(isWorkingDay(calendar, first)),
      days: daysOf(calendar, year),
      published: daysOf(this.calendars.published, year),
      set,
    }
  }
}

function daysOf({ special }: WorkingCalendar, year: string): readonly SpecialDay[] {
  return [...special.values()]
    .filter(({ on }) => yearOf(on) === year)
    .sort((one, other) => (one.on < other.on ? -1 : 1))
}
