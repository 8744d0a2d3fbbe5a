import { type Procedure, ProcedureEnded, ProcedureStarted, type Standing, StandingMoved } from '@zhuji/contracts'
import { given } from '@zhuji/testing'
import { type Construction, constructionDecider as construction } from '../construction/construction.js'
import { aStoppedSite, projectId, told } from '../construction/fixtures.features.js'
import { endProcedure, startProcedure } from './procedure.js'

const start = (procedure: Procedure, on = '2026-08-01', fromHistory = false) => {
  return (state: Construction) => startProcedure(state, { procedure }, told(on, { fromHistory }))
}
const end = (procedure: Procedure, on = '2026-09-01', fromHistory = false) => {
  return (state: Construction) => endProcedure(state, { procedure }, told(on, { fromHistory }))
}
const startFact = (procedure: Procedure, on = '2026-08-01') =>
  ProcedureStarted({ projectId, procedure, reason: undefined }, on)
const endFact = (procedure: Procedure, on = '2026-09-01') => ProcedureEnded({ projectId, procedure }, on)
const standing = (procedure: Procedure | null): Standing => ({ stage: 'start', halt: 'stopped', procedure })
const moved = (from: Procedure | null, to: Procedure | null, on: string) =>
  StandingMoved({ projectId, from: standing(from), to: standing(to) }, on)
const aSiteInRetendering = () => [...aStoppedSite(), startFact('retendering'), moved(null, 'retendering', '2026-08-01')]

describe('a stopped site', () => {
  it('is tendered again and stays stopped at its stage', () => {
    given(construction, aStoppedSite())
      .when(start('retendering'))
      .then([startFact('retendering'), moved(null, 'retendering', '2026-08-01')])
  })

  it('has no procedure to end', () => {
    given(construction, aStoppedSite()).when(end('retendering')).thenRefused('procedure-not-running', { running: null })
  })
})

describe('a site that is tendered again', () => {
  it('does not start the same procedure twice', () => {
    given(construction, aSiteInRetendering())
      .when(start('retendering', '2026-08-15'))
      .thenRefused('procedure-already-running', { procedure: 'retendering', since: '2026-08-01' })
  })

  it('goes over to the next procedure', () => {
    given(construction, aSiteInRetendering())
      .when(start('recontracting', '2026-08-15'))
      .then([startFact('recontracting', '2026-08-15'), moved('retendering', 'recontracting', '2026-08-15')])
  })

  it('ends it, and is still stopped', () => {
    given(construction, aSiteInRetendering())
      .when(end('retendering'))
      .then([endFact('retendering'), moved('retendering', null, '2026-09-01')])
  })

  it('does not end another one, nor on a day before it began', () => {
    given(construction, aSiteInRetendering())
      .when(end('redesigning'))
      .thenRefused('procedure-not-running', { running: 'retendering' })
    given(construction, aSiteInRetendering())
      .when(end('retendering', '2026-07-01'))
      .thenRefused('procedure-not-running')
  })

  it('starts nothing after it was cancelled, and nothing in the future', () => {
    given(construction, aSiteInRetendering())
      .when((state) =>
        startProcedure(state, { procedure: 'redesigning' }, told('2026-09-01', { cancelledOn: '2026-08-20' })),
      )
      .thenRefused('project-cancelled-since')
    given(construction, aSiteInRetendering()).when(start('redesigning', '2027-02-01')).thenRefused('occurred-in-future')
  })
})

describe('an import of the past', () => {
  it('records an end whose beginning it does not know, and a beginning told twice', () => {
    given(construction, aStoppedSite())
      .when(end('redesigning', '2026-09-01', true))
      .then([endFact('redesigning')])
    given(construction, aSiteInRetendering())
      .when(start('retendering', '2026-08-15', true))
      .then([startFact('retendering', '2026-08-15')])
  })
})
