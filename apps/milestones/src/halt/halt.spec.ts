import { type Halt, type Standing, StandingMoved, WorkResumed, WorkStopped } from '@zhuji/contracts'
import { given } from '@zhuji/testing'
import { type Construction, constructionDecider as construction } from '../construction/construction.js'
import { aSiteUnderConstruction, aStoppedSite, projectId, told } from '../construction/fixtures.features.js'
import { resumeWork, stopWork } from './halt.js'

const stop = (on: string, halt: Halt = 'stopped', fromHistory = false) => {
  return (state: Construction) => stopWork(state, { halt, reason: '施工单位退场' }, told(on, { fromHistory }))
}
const resume = (on: string, fromHistory = false) => {
  return (state: Construction) => resumeWork(state, {}, told(on, { fromHistory }))
}
const stopFact = (on: string, halt: Halt = 'stopped') => WorkStopped({ projectId, halt, reason: '施工单位退场' }, on)
const resumeFact = (on: string) => WorkResumed({ projectId, text: undefined }, on)
const standing = (halt: Halt | null): Standing => ({ stage: 'start', halt, procedure: null })
const moved = (from: Halt | null, to: Halt | null, on: string) =>
  StandingMoved({ projectId, from: standing(from), to: standing(to) }, on)
const aResumedSite = () => [...aStoppedSite(), resumeFact('2026-08-01'), moved('stopped', null, '2026-08-01')]

describe('a site under construction', () => {
  it('is stopped, and keeps its stage', () => {
    given(construction, aSiteUnderConstruction())
      .when(stop('2026-06-01'))
      .then([stopFact('2026-06-01'), moved(null, 'stopped', '2026-06-01')])
  })

  it('cannot resume: it is not halted', () => {
    given(construction, aSiteUnderConstruction())
      .when(resume('2026-06-01'))
      .thenRefused('work-not-halted', { since: null })
  })

  it('is not stopped in the future', () => {
    given(construction, aSiteUnderConstruction()).when(stop('2027-01-01')).thenRefused('occurred-in-future')
  })
})

describe('a stopped site', () => {
  it('is not stopped again in the same way; the refusal says since when', () => {
    given(construction, aStoppedSite())
      .when(stop('2026-07-01'))
      .thenRefused('work-already-halted', { since: '2026-06-01' })
  })

  it('may become left unfinished', () => {
    given(construction, aStoppedSite())
      .when(stop('2026-07-01', 'left-unfinished'))
      .then([stopFact('2026-07-01', 'left-unfinished'), moved('stopped', 'left-unfinished', '2026-07-01')])
  })

  it('resumes without a new start', () => {
    given(construction, aStoppedSite())
      .when(resume('2026-08-01'))
      .then([resumeFact('2026-08-01'), moved('stopped', null, '2026-08-01')])
  })

  it('cannot resume on a day before it stopped', () => {
    given(construction, aStoppedSite())
      .when(resume('2026-05-01'))
      .thenRefused('work-not-halted', { occurredOn: '2026-05-01' })
  })

  it('does not resume after it was cancelled', () => {
    given(construction, aStoppedSite())
      .when((state) => resumeWork(state, {}, told('2026-08-01', { cancelledOn: '2026-07-01' })))
      .thenRefused('project-cancelled-since')
  })
})

describe('a site that has resumed', () => {
  it('is not stopped by an older stop that is told late', () => {
    given(construction, aResumedSite())
      .when(stop('2026-04-01'))
      .then([stopFact('2026-04-01')])
  })

  it('can be stopped again', () => {
    given(construction, aResumedSite())
      .when(stop('2026-09-01'))
      .then([stopFact('2026-09-01'), moved(null, 'stopped', '2026-09-01')])
  })
})

describe('an import of the past', () => {
  it('records a resumption whose stop it does not know, and a stop within a stop', () => {
    given(construction, aSiteUnderConstruction())
      .when(resume('2026-05-01', true))
      .then([resumeFact('2026-05-01')])
    given(construction, aStoppedSite())
      .when(stop('2026-07-01', 'stopped', true))
      .then([stopFact('2026-07-01')])
  })
})
