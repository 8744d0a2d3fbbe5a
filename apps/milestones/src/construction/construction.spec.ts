import { ForecastRevised, milestoneEvents, ProgressCorrected, WorkInspected } from '@zhuji/contracts'
import { describeConstruction } from './construction-answer.js'
import { constructionDecider } from './construction.js'
import { projectId, reached, reported, reportId } from './fixtures.features.js'

const { initial, evolve } = constructionDecider

describe('a construction', () => {
  it('takes in every published fact of its stream', () => {
    for (const definition of milestoneEvents) {
      const event = { type: definition.type, occurredOn: '2026-03-01', data: definition.examples[0] }
      const before = evolve(evolve(initial(), reported(50, '2026-01-01')), reached('start', '2026-01-01'))
      expect(evolve(before, event)).not.toBe(before)
    }
  })

  it('is left as it is by a fact it does not know', () => {
    const construction = initial()
    expect(evolve(construction, { type: 'milestones.other.v1', occurredOn: '2026-01-01', data: {} })).toBe(construction)
  })

  it('can be stored and read again as plain JSON', () => {
    const facts = milestoneEvents.map(({ type, examples }) => ({ type, occurredOn: '2026-03-01', data: examples[0] }))
    const construction = facts.reduce(evolve, initial())
    expect(JSON.parse(JSON.stringify(construction))).toEqual(construction)
  })
})

describe('reported progress', () => {
  it('is unknown before the first report, and the investment until one names an amount', () => {
    expect(initial().progress).toBeNull()
    expect(evolve(initial(), reported(10, '2026-03-01')).progress?.completedInvestmentFen).toBeNull()
  })

  it('adds up the investment of every period, also of one told late, and keeps the percent of the last day', () => {
    const facts = [reported(10, '2026-03-01', 100), reported(30, '2026-05-01', 300), reported(20, '2026-04-01', 200)]
    expect(facts.reduce(evolve, initial()).progress).toEqual({
      reports: 3,
      reportId,
      reportedOn: '2026-05-01',
      physicalPercent: 30,
      completedInvestmentFen: 600,
    })
  })

  it('changes by a correction, up or down', () => {
    const correction = {
      projectId,
      reportId,
      previousPercent: 30,
      physicalPercent: 25,
      completedInvestmentChangeFen: -50,
      reason: '复核',
    }
    const facts = [reported(30, '2026-05-01', 300), ProgressCorrected(correction, '2026-05-10')]
    expect(facts.reduce(evolve, initial()).progress).toMatchObject({ physicalPercent: 25, completedInvestmentFen: 250 })
  })
})

describe('what a caller is told', () => {
  it('shows every revision of a forecast by day, the first and the one in force', () => {
    const revised = (forecastOn: string, on: string) =>
      ForecastRevised({ projectId, milestone: 'in-use', forecastOn, previousForecastOn: null }, on)
    const facts = [
      revised('2027-09-01', '2026-01-01'),
      revised('2027-12-01', '2026-06-01'),
      revised('2027-10-01', '2026-03-01'),
    ]
    const { forecasts } = describeConstruction(projectId, 3, facts.reduce(evolve, initial()))
    expect(forecasts).toEqual([
      {
        milestone: 'in-use',
        forecastOn: '2027-12-01',
        firstForecastOn: '2027-09-01',
        revisions: [
          { on: '2026-01-01', forecastOn: '2027-09-01' },
          { on: '2026-03-01', forecastOn: '2027-10-01' },
          { on: '2026-06-01', forecastOn: '2027-12-01' },
        ],
      },
    ])
  })

  it('says unknown where nobody said anything', () => {
    expect(describeConstruction(projectId, 0, initial())).toMatchObject({
      version: 0,
      plan: null,
      physicalPercent: null,
      completedInvestmentFen: null,
      lastReportOn: null,
      lastInspectionOn: null,
    })
  })

  it('keeps the inspection of the last day in front when an earlier one is told late', () => {
    const inspected = (finding: string, on: string) =>
      WorkInspected({ projectId, inspectionId: reportId, finding, evidence: [] }, on)
    const facts = [inspected('停工', '2026-06-01'), inspected('在建', '2026-04-01')]
    const answer = describeConstruction(projectId, 2, facts.reduce(evolve, initial()))
    expect(answer).toMatchObject({ lastInspectionOn: '2026-06-01', lastFinding: '停工', inspections: 2 })
  })
})
