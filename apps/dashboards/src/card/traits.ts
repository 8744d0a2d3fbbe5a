import { type DataOf, PlanAdopted, ProjectDetailsRevised, ProjectRegistered } from '@zhuji/contracts'
import { type CalendarDate, monthOf } from '@zhuji/kernel'
import type { Fact } from './fact.js'

type Details = Partial<Pick<DataOf<typeof ProjectRegistered>, 'regionPath' | 'plannedStartOn'>>

export const regionTrait = (code: string): string => `region/${code}`
export const startTrait = (day: CalendarDate): string => `start/${monthOf(day)}`

/**
 * By what a project can be found from this fact on, whichever day is asked: where it is said to be and when to start. What
 * no longer holds stays, because it held on some day.
 */
export function traitsOf({ type, data }: Pick<Fact, 'type' | 'data'>): readonly string[] {
  switch (type) {
    case ProjectRegistered.type:
      return traitsIn(data as Details)
    case ProjectDetailsRevised.type:
      return traitsIn((data as DataOf<typeof ProjectDetailsRevised>).changes)
    case PlanAdopted.type:
      return (data as DataOf<typeof PlanAdopted>).steps
        .filter(({ milestone }) => milestone === 'start')
        .map(({ plannedOn }) => startTrait(plannedOn))
    default:
      return []
  }
}

function traitsIn({ regionPath = [], plannedStartOn }: Details): readonly string[] {
  const regions = regionPath.map(({ code }) => regionTrait(code))
  return plannedStartOn === undefined ? regions : [...regions, startTrait(plannedStartOn)]
}
