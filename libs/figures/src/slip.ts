import { type CalendarDate, daysBetween } from '@zhuji/kernel'
import type { FigureDefinition } from './definition.js'

export const slipDefinition = {
  id: 'slipDays',
  version: 1,
  unit: 'days',
  target: { from: 'promised-completion', until: 'end' },
  name: { zh: '工期滑移', en: 'Slip' },
  definition: {
    zh: '预计（或实际）完工日 − 首个基准计划完工日；无计划时以首次预计为准。',
    en: 'Completion expected (or reached) less that of the first baseline; less the first forecast where there is no plan.',
  },
} as const satisfies FigureDefinition

export interface SlipInputs {
  readonly firstPlannedCompletionOn: CalendarDate | null
  readonly firstForecastCompletionOn: CalendarDate | null
  readonly forecastCompletionOn: CalendarDate | null
  readonly worksCompleteOn: CalendarDate | null
}

/**
 * Days between the completion first promised and the one now expected (or reached); negative when earlier. The first
 * baseline counts, because a new baseline must not make a slip disappear.
 */
export function slipDays(inputs: SlipInputs): number | null {
  const promised = inputs.firstPlannedCompletionOn ?? inputs.firstForecastCompletionOn
  const expected = inputs.worksCompleteOn ?? inputs.forecastCompletionOn
  return promised === null || expected === null ? null : daysBetween(promised, expected)
}
