import { PlanAdopted, ProgressCorrected, type RecordedEvent } from '@zhuji/contracts'
import { unknownCard } from '../card/card.js'
import { shownOf } from '../card/fact.js'
import { foldCard } from '../card/fold-card.js'
import { anyId, posted, recorded, registered, reported } from '../told-facts/told.features.js'
import { courseOf } from './course.js'
import { curvesOf } from './project-curves.js'

const id = anyId()
const plan = (baselineVersion: number, on: string, ...amounts: readonly (readonly [string, number])[]) =>
  PlanAdopted(
    {
      projectId: id,
      baselineVersion,
      template: 'own',
      steps: [{ milestone: 'start', plannedOn: '2026-01-05' }],
      investment: amounts.map(([month, amountFen]) => ({ month, amountFen })),
    },
    on,
  )
const story = [
  registered(id, { approvedBudgetFen: 1_000 }, '2025-12-01'),
  plan(1, '2025-12-10', ['2026-01', 400], ['2026-03', 600]),
  posted(id, { 'funds-in-place': 500 }, { occurredOn: '2025-12-20' }),
  reported(id, 20, { occurredOn: '2026-01-31', completedInvestmentFen: 200 }),
  posted(id, { 'certified-work': 150 }, { occurredOn: '2026-02-02' }),
  posted(id, { disbursement: 120 }, { occurredOn: '2026-02-10' }),
].map((event) => recorded(event))

function curves(facts: readonly RecordedEvent[], day: string, knownOn = day) {
  const shown = shownOf(facts, { asOf: day, knownOn })
  const card = shown.reduce(foldCard, unknownCard(id))
  return { months: curvesOf(card, shown, day), course: courseOf(card, day) }
}

describe('the curves of a project', () => {
  it('run by month from the first fact to the end of the plan; only the plan is known of months to come', () => {
    const { months } = curves(story, '2026-02-15')
    expect(months.map(({ month, plannedFen }) => [month, plannedFen])).toEqual([
      ['2025-12', null],
      ['2026-01', 400],
      ['2026-02', 400],
      ['2026-03', 1_000],
    ])
    expect(months[0]).toMatchObject({ earnedFen: null, inPlaceFen: 500, paidFen: 0 })
    expect(months[2]).toMatchObject({ earnedFen: 200, certifiedFen: 150, inPlaceFen: 500, paidFen: 120 })
    expect(months[3]).toMatchObject({ earnedFen: null, certifiedFen: null, inPlaceFen: null, paidFen: null })
  })

  it('have what was known on a day, not what was told of it later', () => {
    const told = recorded(reported(id, 35, { occurredOn: '2026-02-12' }), { knownOn: '2026-04-01' })
    expect(curves([...story, told], '2026-02-28').months[2]).toMatchObject({ earnedFen: 200 })
    expect(curves([...story, told], '2026-02-28', '2026-04-02').months[2]).toMatchObject({ earnedFen: 350 })
  })

  it('keep the report of the latest day, corrected from the month of its correction on', () => {
    const { reportId } = story[3]!.data as { reportId: string }
    const data = { projectId: id, reportId, previousPercent: 20, physicalPercent: 10, reason: '复核' }
    const corrected = recorded(ProgressCorrected(data, '2026-02-14'))
    const { months } = curves([...story, corrected], '2026-02-28')
    expect(months.slice(1, 3).map(({ earnedFen }) => earnedFen)).toEqual([200, 100])
  })

  it('follow the baseline in force', () => {
    const again = recorded(plan(2, '2026-02-01', ['2026-02', 300], ['2026-05', 700]))
    expect(curves([...story, again], '2026-02-15').months.at(-1)).toMatchObject({ month: '2026-05', plannedFen: 1_000 })
    expect(curves([...story, again], '2026-01-31').months.at(-1)).toMatchObject({ month: '2026-03', plannedFen: 1_000 })
  })

  it('are none where there is neither plan nor fact of work or money', () => {
    expect(curves(story.slice(0, 1), '2026-02-15').months).toEqual([])
  })

  it('give the course what the card knows, and null where nobody ever told', () => {
    expect(curves(story, '2026-02-15').course).toMatchObject({ certifiedFen: 150, completedOfYearFen: 200 })
    expect(curves(story.slice(0, 3), '2026-01-15').course).toMatchObject({
      certifiedFen: null,
      completedOfYearFen: null,
      physicalPercent: null,
    })
  })
})
