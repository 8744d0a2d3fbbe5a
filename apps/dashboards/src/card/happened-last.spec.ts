import {
  type Milestone,
  type NewEvent,
  PlanAdopted,
  ProcedureEnded,
  ProcedureStarted,
  ProgressCorrected,
  ProjectDetailsRevised,
  WorkResumed,
  WorkStopped,
} from '@zhuji/contracts'
import { anyId, expects, reached, recorded, registered, reported } from '../told-facts/told.features.js'
import { unknownCard } from './card.js'
import { foldCard } from './fold-card.js'
import { pastOf } from './told-past.js'

const projectId = anyId()
const given = (...events: NewEvent[]) => events.map((event) => recorded(event)).reduce(foldCard, unknownCard(projectId))
const on = (occurredOn: string) => ({ occurredOn })
const stopped = (day: string) => WorkStopped({ projectId, halt: 'stopped', reason: '施工单位退场' }, day)
const resumed = (day: string) => WorkResumed({ projectId }, day)
const at = (milestone: Milestone, day: string) => reached(projectId, milestone, day)
const corrected = (reportId: string, physicalPercent: number) =>
  ProgressCorrected({ projectId, reportId, previousPercent: 1, physicalPercent, reason: '复核' }, '2026-06-02')
const reportIdOf = (event: NewEvent) => (event.data as { reportId: string }).reportId

describe('what happened last counts, not what was told last', () => {
  it('says 40 % of May when 30 % of April is told later', () => {
    const card = given(reported(projectId, 40, on('2026-05-31')), reported(projectId, 30, on('2026-04-30')))
    expect(card).toMatchObject({ physicalPercent: 40, lastReportOn: '2026-05-31' })
  })

  it('follows a correction of the report that counts and of no other', () => {
    const [may, april] = [reported(projectId, 40, on('2026-05-31')), reported(projectId, 30, on('2026-04-30'))]
    expect(given(may, april, corrected(reportIdOf(april), 20)).physicalPercent).toBe(40)
    expect(given(may, april, corrected(reportIdOf(may), 35)).physicalPercent).toBe(35)
  })

  it('keeps the forecast of the later day, and the slip with it', () => {
    const expectsOn = (said: string, forecastOn: string) => ({ ...expects(projectId, forecastOn), occurredOn: said })
    const card = given(
      expectsOn('2026-03-01', '2027-06-30'),
      expectsOn('2026-05-01', '2027-08-31'),
      expectsOn('2026-04-01', '2027-12-31'),
      expectsOn('2026-02-01', '2027-06-01'),
    )
    expect(card).toMatchObject({
      forecastCompletionOn: '2027-08-31',
      firstForecastCompletionOn: '2027-06-01',
      slipDays: 91,
    })
  })

  it('keeps the budget of June when that of March is told later, field by field', () => {
    const revised = (day: string, changes: object) => ProjectDetailsRevised({ projectId, changes }, day)
    const card = given(
      revised('2026-06-01', { approvedBudgetFen: 900 }),
      revised('2026-03-01', { approvedBudgetFen: 700, needOn: '2027-09-01' }),
      revised('2026-02-01', { needOn: '2028-09-01' }),
    )
    expect(card).toMatchObject({ approvedBudgetFen: 900, needOn: '2027-09-01' })
  })

  it('leaves no halt when the stop of March is told after the resumption of June', () => {
    const card = given(at('start', '2026-01-05'), resumed('2026-06-01'), stopped('2026-03-01'))
    expect(card).toMatchObject({ stage: 'start', halt: null, status: 'under-construction' })
  })

  it('keeps the halted site and its stage behind a procedure, whichever is told first', () => {
    const procedure = 'retendering' as const
    const again = ProcedureStarted({ projectId, procedure }, '2017-08-01')
    const card = given(again, stopped('2015-03-01'), at('structure', '2014-05-01'))
    expect(card).toMatchObject({ stage: 'structure', halt: 'stopped', procedure, status: 'halted' })
    const ended = recorded(ProcedureEnded({ projectId, procedure }, '2018-01-01'))
    expect(foldCard(card, ended)).toMatchObject({ stage: 'structure', halt: 'stopped', procedure: null })
  })

  it('is due to start as the baseline in force plans, and as registered where none names a start', () => {
    const planned = PlanAdopted(
      {
        projectId,
        baselineVersion: 1,
        template: 'school',
        steps: [{ milestone: 'start', plannedOn: '2026-05-01' }],
      },
      '2026-01-02',
    )
    const card = given(planned, registered(projectId, { plannedStartOn: '2026-03-01' }))
    expect(card.plannedStartOn).toBe('2026-05-01')
    expect(given(registered(projectId, { plannedStartOn: '2026-03-01' })).plannedStartOn).toBe('2026-03-01')
  })
})

describe('a past that an import tells after the present', () => {
  it('shows no later stage', () => {
    const live = [at('start', '2026-03-01'), at('in-use', '2026-09-01')].map((event) => recorded(event))
    const claimed = recorded(at('tendering', '2017-05-01'), { knownOn: '2017-08-18' })
    const [first, ...others] = pastOf(projectId, [recorded(registered(projectId)), ...live, claimed])
      .timeline.filter(({ knownOn }) => knownOn >= '2017-08-18')
      .map(({ card }) => card.stage)
    expect([first, ...others]).toEqual(['tendering', 'start', 'in-use'])
  })
})
