import fc from 'fast-check'
import {
  MilestoneCorrected,
  type NewEvent,
  PackageUnbundled,
  PlanAdopted,
  ProjectCancelled,
  ProjectDetailsRevised,
  ProjectReinstated,
  type RecordedEvent,
  WorkResumed,
  WorkTakenOver,
} from '@zhuji/contracts'
import {
  anyId,
  expects,
  hefei,
  posted,
  reached,
  recorded,
  registered,
  reported,
  retenders,
  stops,
} from './told.features.js'

export const [day1, day2, day3] = ['2017-04-06', '2017-08-18', '2018-05-24'] as const

/** Of the projects that a history is about. */
export const ids = [anyId(), anyId(), anyId()]
const kinds = ['primary-school', 'sports-court', 'general-hospital'] as const
const paths = [hefei, hefei.slice(0, 2), [{ code: '35', name: '福建省' }]]
const milestones = ['tendering', 'start', 'works-complete', 'in-use'] as const
/** Facts of three projects, each possible at any time and told on any day, also long after it happened. */
export const anyEvent = fc
  .record({
    id: fc.constantFrom(...ids),
    what: fc.nat(17),
    amount: fc.integer({ min: 1, max: 10_000 }),
    on: fc.constantFrom('2016-12-20', day1, '2017-07-01', day2, day3),
    knownOn: fc.constantFrom(day1, day2, day3),
    which: fc.nat(2),
  })
  .map(({ id, what, amount, on, knownOn, which }): RecordedEvent => {
    const milestone = milestones[which + (amount % 2)]!
    const events: readonly (() => NewEvent)[] = [
      () =>
        registered(
          id,
          {
            approvedBudgetFen: amount,
            facilityKind: kinds[which]!,
            regionPath: paths[which]!,
            plannedStartOn: on,
            capacity: [{ kind: 'school-places', amount: 0.1 }],
          },
          on,
        ),
      () =>
        ProjectDetailsRevised(
          { projectId: id, changes: { facilityKind: kinds[which]!, regionPath: paths[which]! } },
          on,
        ),
      () => ProjectDetailsRevised({ projectId: id, changes: { approvedBudgetFen: amount, plannedStartOn: on } }, on),
      () => ProjectCancelled({ projectId: id, reason: '撤销' }, on),
      () => ProjectReinstated({ projectId: id, reason: '恢复' }, on),
      () => posted(id, { [which === 0 ? 'disbursement' : 'funds-in-place']: amount }, { occurredOn: on }),
      () => posted(id, { reversal: amount }, { occurredOn: on, reverses: { entryId: anyId(), entry: 'disbursement' } }),
      () => reported(id, amount / 100, { occurredOn: on, completedInvestmentFen: amount }),
      () => reached(id, milestone, on),
      () => reached(id, milestone, on),
      () => MilestoneCorrected({ projectId: id, milestone, previousOn: on, reachedOn: null, reason: '误报' }, on),
      () => stops(id, on),
      () => WorkResumed({ projectId: id }, on),
      () => retenders(id, on),
      () => WorkTakenOver({ projectId: id, from: '某置业有限公司', evidence: [] }, on),
      () =>
        PlanAdopted(
          {
            projectId: id,
            baselineVersion: 1,
            template: 'own',
            steps: [
              { milestone: 'start', plannedOn: on },
              { milestone: 'works-complete', plannedOn: which === 0 ? day2 : day3 },
            ],
            investment: [
              { month: '2017-05', amountFen: amount },
              { month: '2018-02', amountFen: amount * which },
            ],
          },
          on,
        ),
      () => ({ ...expects(id, which === 0 ? day2 : day3), occurredOn: on }),
      () =>
        PackageUnbundled({ projectId: id, partIds: [anyId(), anyId()], reason: '拆分', left: { capacity: [] } }, on),
    ]
    return recorded(events[what]!(), { knownOn })
  })
