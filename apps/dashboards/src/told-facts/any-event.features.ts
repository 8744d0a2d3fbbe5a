import fc from 'fast-check'
import {
  type NewEvent,
  ProjectCancelled,
  ProjectDetailsRevised,
  ProjectReinstated,
  type RecordedEvent,
} from '@zhuji/contracts'
import { anyId, hefei, posted, reached, recorded, registered, reported, stands } from './told.features.js'

export const [day1, day2, day3] = ['2017-04-06', '2017-08-18', '2018-05-24'] as const

/** Of the projects that a history is about. */
export const ids = [anyId(), anyId(), anyId()]
const kinds = ['primary-school', 'sports-court', 'general-hospital'] as const
const paths = [hefei, hefei.slice(0, 2), [{ code: '35', name: '福建省' }]]
/** Facts of three projects, each possible at any time: registered, moved, cancelled, paid for, reported, reached. */
export const anyEvent = fc
  .record({
    id: fc.constantFrom(...ids),
    what: fc.nat(10),
    amount: fc.integer({ min: 1, max: 10_000 }),
    day: fc.constantFrom(day1, day2, day3),
    which: fc.nat(2),
  })
  .map(({ id, what, amount, day, which }): RecordedEvent => {
    const events: readonly (() => NewEvent)[] = [
      () =>
        registered(
          id,
          {
            approvedBudgetFen: amount,
            facilityKind: kinds[which]!,
            regionPath: paths[which]!,
            plannedStartOn: day,
            capacity: [{ kind: 'school-places', amount: 0.1 }],
          },
          day,
        ),
      () =>
        ProjectDetailsRevised(
          { projectId: id, changes: { facilityKind: kinds[which]!, regionPath: paths[which]! } },
          day,
        ),
      () => ProjectDetailsRevised({ projectId: id, changes: { approvedBudgetFen: amount, plannedStartOn: day } }, day),
      () => ProjectCancelled({ projectId: id, reason: '撤销' }, day),
      () => ProjectReinstated({ projectId: id, reason: '恢复' }, day),
      () => posted(id, { [which === 0 ? 'disbursement' : 'funds-in-place']: amount }, { occurredOn: day }),
      () =>
        posted(id, { reversal: amount }, { occurredOn: day, reverses: { entryId: anyId(), entry: 'disbursement' } }),
      () => reported(id, amount / 100, { occurredOn: day, completedInvestmentFen: amount }),
      () => stands(id, { stage: (['start', 'works-complete', 'in-use'] as const)[which] }, day),
      () => stands(id, { stage: 'start', halt: 'stopped', procedure: 'retendering' }, day),
      () => reached(id, (['start', 'works-complete', 'in-use'] as const)[which]!, day),
    ]
    return recorded(events[what]!(), { knownOn: day })
  })
