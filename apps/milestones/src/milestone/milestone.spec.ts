import { initialStanding, type Milestone, MilestoneCorrected, MilestoneReached, StandingMoved } from '@zhuji/contracts'
import { given } from '@zhuji/testing'
import { type Construction, constructionDecider as construction } from '../construction/construction.js'
import {
  aSiteUnderConstruction,
  aStoppedSite,
  logged,
  projectId,
  reached,
  told,
} from '../construction/fixtures.features.js'
import { correctMilestone, reachMilestone } from './milestone.js'

const reach = (milestone: Milestone, occasion = told('2026-06-01')) => {
  return (state: Construction) => reachMilestone(state, { milestone, evidence: [] }, occasion)
}
const fact = (milestone: Milestone, on = '2026-06-01') =>
  MilestoneReached({ projectId, milestone, text: undefined, evidence: [] }, on)
const started = { ...initialStanding, stage: 'start' as const }

describe('a milestone', () => {
  it('is reached, and the move of the standing follows right behind', () => {
    given(construction)
      .when(reach('start'))
      .then([fact('start'), StandingMoved({ projectId, from: initialStanding, to: started }, '2026-06-01')])
  })

  it('before the stage, or of a tail, moves nothing', () => {
    given(construction, aSiteUnderConstruction())
      .when(reach('permit'))
      .then([fact('permit')])
    given(construction, aSiteUnderConstruction())
      .when(reach('kitchen'))
      .then([fact('kitchen')])
  })

  it('of the public or of statistics (对外招生, 入统) moves no stage either', () => {
    for (const milestone of ['opened', 'in-statistics'] as const) {
      given(construction, aSiteUnderConstruction())
        .when(reach(milestone))
        .then([fact(milestone)])
    }
  })

  it('is not reached twice; the refusal names the day that is known', () => {
    given(construction, aSiteUnderConstruction())
      .when(reach('start'))
      .thenRefused('milestone-already-reached', { milestone: 'start', reachedOn: '2026-03-01' })
    given(construction, aSiteUnderConstruction())
      .when(reach('start', told('2026-03-01')))
      .thenRefused('milestone-already-reached')
  })

  it('is not reached in the future, nor on a cancelled project', () => {
    given(construction)
      .when(reach('start', told('2027-01-01')))
      .thenRefused('occurred-in-future')
    given(construction)
      .when(reach('start', told('2026-06-01', { cancelledOn: '2026-05-01' })))
      .thenRefused('project-cancelled-since')
  })

  it('of building keeps the order that physics has, in both directions', () => {
    given(construction, aSiteUnderConstruction())
      .when(reach('topping-out', told('2026-02-01')))
      .thenRefused('milestone-before-earlier-one', { otherMilestone: 'start', otherReachedOn: '2026-03-01' })
    given(construction, logged(reached('structure', '2026-05-01')))
      .when(reach('start'))
      .thenRefused('milestone-after-later-one', { otherMilestone: 'structure', otherReachedOn: '2026-05-01' })
  })

  it('of administration may come when it comes: accounts after the opening day', () => {
    given(construction, logged(reached('in-use', '2026-05-01')))
      .when(reach('final-accounts'))
      .then([fact('final-accounts')])
  })

  it('in use may be the first one of a project taken over ready-built', () => {
    const to = { ...initialStanding, stage: 'in-use' as const }
    given(construction)
      .when(reach('in-use'))
      .then([fact('in-use'), StandingMoved({ projectId, from: initialStanding, to }, '2026-06-01')])
  })

  it('reached on a stopped site keeps the halt', () => {
    const { state } = given(construction, aStoppedSite())
    const events = reach('permit', told('2026-07-01'))(state)
    expect(events).toEqual([fact('permit', '2026-07-01')])
  })
})

describe('a milestone of the past', () => {
  const history = (on: string) => told(on, { fromHistory: true })

  it('is recorded against the order', () => {
    const [first] = reach('topping-out', history('2026-02-01'))(given(construction, aSiteUnderConstruction()).state)
    expect(first).toEqual(fact('topping-out', '2026-02-01'))
  })

  it('that is known with the same day records nothing, with another day it is refused', () => {
    given(construction, aSiteUnderConstruction())
      .when(reach('start', history('2026-03-01')))
      .then([])
    given(construction, aSiteUnderConstruction())
      .when(reach('start', history('2026-04-01')))
      .thenRefused('milestone-already-reached')
  })
})

describe('the correction of a milestone', () => {
  const correct = (reachedOn: string | null, milestone: Milestone = 'start', occasion = told('2026-06-01')) => {
    return (state: Construction) =>
      correctMilestone(state, { milestone, reachedOn, reason: '未取得施工许可' }, occasion)
  }
  const correction = (reachedOn: string | null) =>
    MilestoneCorrected(
      { projectId, milestone: 'start', previousOn: '2026-03-01', reachedOn, reason: '未取得施工许可' },
      '2026-06-01',
    )

  it('takes it back, and with it the stage', () => {
    given(construction, aSiteUnderConstruction())
      .when(correct(null))
      .then([correction(null), StandingMoved({ projectId, from: started, to: initialStanding }, '2026-06-01')])
  })

  it('moves its day and leaves the stage', () => {
    given(construction, aSiteUnderConstruction())
      .when(correct('2026-03-15'))
      .then([correction('2026-03-15')])
  })

  it('to the day that is known records nothing', () => {
    given(construction, aSiteUnderConstruction()).when(correct('2026-03-01')).then([])
  })

  it('of one that was not reached is refused', () => {
    given(construction).when(correct(null)).thenRefused('milestone-not-reached', { milestone: 'start' })
  })

  it('to a day in the future, or against the order of building, is refused', () => {
    given(construction, aSiteUnderConstruction()).when(correct('2027-01-01')).thenRefused('reached-in-future')
    given(construction, logged(reached('start', '2026-03-01'), reached('topping-out', '2026-05-01')))
      .when(correct('2026-05-02'))
      .thenRefused('milestone-after-later-one', { otherMilestone: 'topping-out' })
  })

  it('opens the milestone for being reached again', () => {
    const back = [
      ...aSiteUnderConstruction(),
      correction(null),
      StandingMoved({ projectId, from: started, to: initialStanding }, '2026-06-01'),
    ]
    given(construction, back)
      .when(reach('start'))
      .then([fact('start'), StandingMoved({ projectId, from: initialStanding, to: started }, '2026-06-01')])
  })
})
