import { facilityGroups, facilityKindIds, haltIds, stageIds, statusIds } from '@zhuji/contracts'
import { ChoiceField, DayField, NumberField, PageQuery, TextField } from '@zhuji/platform'
import { registerWords } from '../card/register-word.js'

/** Which projects a summary or a series is about. */
export class GroupQuery {
  @TextField({ max: 64, optional: true, description: 'A division and everything below it.', example: '340104' })
  region?: string

  @ChoiceField(Object.keys(facilityGroups), { optional: true })
  facilityGroup?: string

  @ChoiceField(facilityKindIds, { optional: true })
  facilityKind?: string
}

const asOf = { optional: true, description: 'The business day to show; that of the knowledge unless said.' } as const

export class SummaryQuery extends GroupQuery {
  @ChoiceField(statusIds, { optional: true })
  status?: string

  @DayField({ optional: true, description: 'As known at the end of this day.' })
  knownOn?: string

  @DayField(asOf)
  asOf?: string
}

export const sortNames = ['name', 'physical', 'slip', 'budget', 'gap', 'updated'] as const
export type SortName = (typeof sortNames)[number]

/** Each filter narrows; a list answers at most 200 projects a page. */
export class ProjectsQuery extends PageQuery {
  @TextField({ max: 64, optional: true, description: 'A division and everything below it.' })
  region?: string

  @ChoiceField(Object.keys(facilityGroups), { optional: true })
  facilityGroup?: string

  @ChoiceField(facilityKindIds, { optional: true })
  facilityKind?: string

  @ChoiceField(stageIds, { optional: true })
  stage?: string

  @ChoiceField(statusIds, { optional: true })
  status?: string

  @ChoiceField(Object.keys(registerWords), {
    optional: true,
    description: 'The one word an older register would show.',
  })
  registerWord?: string

  @ChoiceField([...haltIds, 'any'], { optional: true })
  halt?: string

  @TextField({ max: 64, optional: true, description: 'Id of the owner unit.' })
  ownerUnit?: string

  @ChoiceField(['yellow', 'red', 'any'], { optional: true, description: 'Projects with such a light on.' })
  alert?: string

  @NumberField({
    min: -1000,
    max: 1000,
    optional: true,
    query: true,
    description: 'Paid % ahead of physical % by more than this many points.',
  })
  moneyAhead?: number

  @TextField({ max: 100, optional: true, description: 'Part of the name or of the local code.' })
  q?: string

  @ChoiceField(sortNames, { optional: true })
  sort: SortName = 'name'

  @ChoiceField(['asc', 'desc'], {
    optional: true,
    description: 'Ascending unless said; unknown values come last either way.',
  })
  order: 'asc' | 'desc' = 'asc'

  @DayField({ optional: true, description: 'As known at the end of this day.' })
  knownOn?: string

  @DayField(asOf)
  asOf?: string
}
