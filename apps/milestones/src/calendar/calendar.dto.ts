import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger'
import { BooleanField, DayField, NestedField, TextField } from '@zhuji/platform'
import { TermAnswer } from '../plan/plan-templates.answer.dto.js'

export class WorkingDayBody {
  @DayField({ example: '2027-02-20' })
  on: string

  @BooleanField({ example: true, description: 'True: worked although the week says otherwise (调休); false: free' })
  working: boolean
}

export class SetWorkingDaysBody {
  @NestedField(() => WorkingDayBody, {
    array: { max: 366 },
    description: 'All days of the year that depart from what is published; empty takes an earlier set back',
  })
  days: WorkingDayBody[]

  @TextField({ max: 4000, example: '国务院办公厅关于2027年部分节假日安排的通知' })
  reason: string

  @DayField({ example: '2026-11-01', description: '通知日 / the day of the notice' })
  occurredOn: string
}

const year = { max: 4, pattern: /^\d{4}$/, example: '2027' } as const

export class SetWorkingDaysRequest extends SetWorkingDaysBody {
  @TextField(year)
  year: string
}

export class WorkingDaysQuery {
  @TextField({ ...year, query: true })
  year: string
}

export class SpecialDayAnswer {
  @ApiProperty({ format: 'date', example: '2026-10-10' })
  on: string

  @ApiProperty({ example: true })
  working: boolean

  @ApiPropertyOptional({ type: TermAnswer, description: 'Absent for a day that was set here' })
  name?: TermAnswer
}

export class SetDaysAnswer {
  @ApiProperty({ type: [WorkingDayBody], description: '空表示未设定 / empty where nothing is set' })
  days: readonly WorkingDayBody[]

  @ApiProperty({ type: String, nullable: true, example: '国务院办公厅关于2027年部分节假日安排的通知' })
  reason: string | null

  @ApiProperty({ type: String, format: 'date', nullable: true, description: '通知日 / the day of the notice' })
  setOn: string | null
}

export class WorkingDaysAnswer {
  @ApiProperty({ example: '2026' })
  year: string

  @ApiProperty({
    description: '暂定 / nothing is published or set for this year: Monday to Friday are taken as worked',
  })
  provisional: boolean

  @ApiProperty({ description: '工作日天数', example: 249 })
  workingDays: number

  @ApiProperty({ type: [SpecialDayAnswer], description: '节假日与调休 / days that depart from the week, by day' })
  days: readonly SpecialDayAnswer[]

  @ApiProperty({
    type: [SpecialDayAnswer],
    description: '公布的安排 / what is published, before anything was set here',
  })
  published: readonly SpecialDayAnswer[]

  @ApiProperty({
    type: SetDaysAnswer,
    description: '本系统设定 / what was set here: it goes before the published days',
  })
  set: SetDaysAnswer
}
