import { buildMilestones, initialStanding, MilestoneReached, StandingMoved, WorkTakenOver } from '@zhuji/contracts'
import { given } from '@zhuji/testing'
import { publishedCalendar } from '../calendar/chinese-days.adapter.js'
import { type Construction, constructionDecider as construction } from '../construction/construction.js'
import { aSiteUnderConstruction, projectId, told } from '../construction/fixtures.features.js'
import { reachMilestone } from '../milestone/milestone.js'
import { derivedPlan } from '../plan/derived-plan.js'
import { templateOf } from '../plan/plan-templates.js'
import { takeOver } from './takeover.js'

const take = (occasion = told('2026-06-01')) => {
  return (state: Construction) => takeOver(state, { from: '某置业有限公司', evidence: [] }, occasion)
}
const taken = WorkTakenOver({ projectId, from: '某置业有限公司', text: undefined, evidence: [] }, '2026-06-01')
const reach = (milestone: 'start' | 'in-use', occasion = told('2026-08-25')) => {
  return (state: Construction) => reachMilestone(state, { milestone, evidence: [] }, occasion)
}

describe('a facility taken over ready-built', () => {
  it('is one fact, and moves no stage', () => {
    given(construction).when(take()).then([taken])
  })

  it('is accepted and in use without ever having been started', () => {
    const to = { ...initialStanding, stage: 'in-use' as const }
    given(construction, [taken])
      .when(reach('in-use'))
      .then([
        MilestoneReached({ projectId, milestone: 'in-use', text: undefined, evidence: [] }, '2026-08-25'),
        StandingMoved({ projectId, from: initialStanding, to }, '2026-08-25'),
      ])
  })

  it('has no milestones of building', () => {
    given(construction, [taken])
      .when(reach('start'))
      .thenRefused('taken-over-ready-built', { milestone: 'start', since: '2026-06-01', from: '某置业有限公司' })
  })

  it('is planned from what is left to do: no step of building, but the tails and the acceptance', () => {
    const { state } = given(construction, [taken])
    const template = templateOf('kindergarten')
    const request = { template, durations: [], leaveOut: [], needOn: '2027-09-01', from: '2026-06-01' }
    const planned = derivedPlan(state, request, publishedCalendar()).steps.map(({ milestone }) => milestone)
    expect(planned.filter((milestone) => buildMilestones.includes(milestone))).toEqual([])
    expect(planned).toEqual(expect.arrayContaining(['furnishing', 'acceptance', 'admission-notice', 'in-use']))
    expect(planned).not.toContain('permit')
  })

  it('comes once, and not where building has begun here', () => {
    given(construction, [taken]).when(take()).thenRefused('already-taken-over', { since: '2026-06-01' })
    given(construction, aSiteUnderConstruction())
      .when(take())
      .thenRefused('built-here', { milestone: 'start', reachedOn: '2026-03-01' })
  })

  it('is neither told of the future nor of a cancelled project', () => {
    given(construction)
      .when(take(told('2027-01-01')))
      .thenRefused('occurred-in-future')
    given(construction)
      .when(take(told('2026-06-01', { cancelledOn: '2026-05-01' })))
      .thenRefused('project-cancelled-since')
  })

  it('of the past is recorded even where a register says that it was begun', () => {
    const { state } = given(construction, aSiteUnderConstruction())
    expect(take(told('2026-06-01', { fromHistory: true }))(state)).toEqual([taken])
  })
})
