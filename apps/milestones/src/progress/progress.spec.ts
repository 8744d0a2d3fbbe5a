import { ProgressCorrected, ProgressReported } from '@zhuji/contracts'
import { given } from '@zhuji/testing'
import { type Construction, constructionDecider as construction } from '../construction/construction.js'
import { projectId, reported, reportId, told } from '../construction/fixtures.features.js'
import { type CorrectionRequest, correctProgress, reportProgress, type ReportRequest } from './progress.js'

const report = (request: Partial<ReportRequest>, occasion = told('2026-06-01')) => {
  return (state: Construction) => reportProgress(state, { physicalPercent: 50, evidence: [], ...request }, occasion)
}
const fifty = ProgressReported(
  { projectId, reportId, physicalPercent: 50, completedInvestmentFen: undefined, text: undefined, evidence: [] },
  '2026-06-01',
)

describe('a report of progress', () => {
  it('is recorded', () => {
    given(construction).when(report({})).then([fifty])
  })

  it('may repeat the percent: nothing moved is a report too', () => {
    given(construction, [reported(50, '2026-05-01')])
      .when(report({}))
      .then([fifty])
  })

  it('that falls is refused with both figures and the way to correct', () => {
    given(construction, [reported(62.5, '2026-05-01')])
      .when(report({}))
      .thenRefused('progress-fell', {
        reportedPercent: 62.5,
        physicalPercent: 50,
        reportedOn: '2026-05-01',
        correctWith: 'correct-progress',
      })
  })

  it('told late may lie below the later one, but not above it', () => {
    given(construction, [reported(62.5, '2026-07-01')])
      .when(report({}))
      .then([fifty])
    given(construction, [reported(40, '2026-07-01')])
      .when(report({}))
      .thenRefused('progress-above-later-report', { physicalPercent: 50, reportedPercent: 40 })
  })

  it('of tomorrow is refused, also from an import', () => {
    given(construction)
      .when(report({}, told('2027-01-01')))
      .thenRefused('occurred-in-future', { occurredOn: '2027-01-01' })
    given(construction)
      .when(report({}, told('2027-01-01', { fromHistory: true })))
      .thenRefused('occurred-in-future')
  })

  it('on a cancelled project is refused unless it happened before', () => {
    const cancelledOn = '2026-06-01'
    given(construction)
      .when(report({}, told('2026-06-01', { cancelledOn })))
      .thenRefused('project-cancelled-since', { cancelledOn })
    given(construction)
      .when(report({}, told('2026-05-31', { cancelledOn })))
      .then([{ ...fifty, occurredOn: '2026-05-31' }])
  })

  it('of the past may fall: an import records what was', () => {
    given(construction, [reported(62.5, '2026-05-01')])
      .when(report({}, told('2026-06-01', { fromHistory: true })))
      .then([fifty])
  })

  it('is refused when the sum would no longer be exact', () => {
    given(construction, [reported(10, '2026-05-01', Number.MAX_SAFE_INTEGER)])
      .when(report({ completedInvestmentFen: 1 }))
      .thenRefused('completed-investment-too-large', { amountFen: 1 })
  })
})

describe('a correction of progress', () => {
  const correct = (request: Partial<CorrectionRequest>, occasion = told('2026-06-10')) => {
    return (state: Construction) =>
      correctProgress(state, { physicalPercent: 40, reason: '复核工程量', ...request }, occasion)
  }
  const before = [reported(50, '2026-06-01', 1_000)]
  const toForty = {
    projectId,
    reportId,
    previousPercent: 50,
    physicalPercent: 40,
    completedInvestmentChangeFen: undefined,
    reason: '复核工程量',
  }

  it('may fall, and says from where', () => {
    given(construction, before)
      .when(correct({}))
      .then([ProgressCorrected(toForty, '2026-06-10')])
  })

  it('lets the next report go on from the corrected percent', () => {
    const corrected = [...before, ProgressCorrected(toForty, '2026-06-10')]
    given(construction, corrected)
      .when(report({ physicalPercent: 42 }, told('2026-07-01')))
      .then([ProgressReported({ ...fifty.data, physicalPercent: 42 }, '2026-07-01')])
  })

  it('may change the investment alone', () => {
    given(construction, before)
      .when(correct({ physicalPercent: 50, completedInvestmentChangeFen: -1_000 }))
      .then([
        ProgressCorrected({ ...toForty, physicalPercent: 50, completedInvestmentChangeFen: -1_000 }, '2026-06-10'),
      ])
  })

  it('that would make the sum negative is refused with both amounts', () => {
    given(construction, before)
      .when(correct({ completedInvestmentChangeFen: -1_001 }))
      .thenRefused('completed-investment-negative', { completedInvestmentFen: 1_000, changeFen: -1_001 })
  })

  it('that changes nothing records nothing', () => {
    given(construction, before)
      .when(correct({ physicalPercent: 50, completedInvestmentChangeFen: 0 }))
      .then([])
  })

  it('needs a report, and the one the caller saw', () => {
    given(construction).when(correct({})).thenRefused('no-report-to-correct')
    given(construction, before)
      .when(correct({ reportId: projectId }))
      .thenRefused('report-not-latest', { latestReportId: reportId })
  })

  it('in the future is refused', () => {
    given(construction, before)
      .when(correct({}, told('2027-01-01')))
      .thenRefused('occurred-in-future')
  })
})
