import { WorkInspected } from '@zhuji/contracts'
import { given } from '@zhuji/testing'
import { type Construction, constructionDecider as construction } from '../construction/construction.js'
import { projectId, reported, reportId, told } from '../construction/fixtures.features.js'
import { inspectWork } from './inspection.js'

const inspect = (on: string, cancelledOn: string | null = null) => {
  const seen = { finding: '进度与填报不符', physicalPercent: 31, evidence: [] }
  return (state: Construction) => inspectWork(state, seen, told(on, { cancelledOn }))
}
const inspected = (on: string) =>
  WorkInspected(
    {
      projectId,
      inspectionId: reportId,
      inspector: undefined,
      finding: '进度与填报不符',
      physicalPercent: 31,
      text: undefined,
      evidence: [],
    },
    on,
  )

describe('an inspection', () => {
  it('may contradict the report and leaves it as it is', () => {
    const before = [reported(50, '2026-06-01')]
    given(construction, before)
      .when(inspect('2026-06-10'))
      .then([inspected('2026-06-10')])
    const { state } = given(construction, [...before, inspected('2026-06-10')])
    expect(state.progress?.physicalPercent).toBe(50)
    expect(state.inspections).toEqual({
      count: 1,
      lastOn: '2026-06-10',
      finding: '进度与填报不符',
      physicalPercent: 31,
    })
  })

  it('of a cancelled project is recorded: somebody went and looked', () => {
    given(construction)
      .when(inspect('2026-06-10', '2026-05-01'))
      .then([inspected('2026-06-10')])
  })

  it('in the future is refused', () => {
    given(construction).when(inspect('2027-01-01')).thenRefused('occurred-in-future')
  })
})
