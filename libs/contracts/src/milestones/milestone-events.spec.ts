import { definitionOf } from '../catalogue.js'
import { upcast } from '../upcast.js'
import { MilestoneReached, MilestoneReachedV1 } from './milestone-events.js'
import { ForecastRevisedV1, PlanAdopted, PlanAdoptedV1 } from './plan-events.js'

const { projectId } = MilestoneReached.examples[0]!
const opened = { projectId, milestone: 'opened' as const, evidence: [] }

describe('the opening to the public and the entry in statistics', () => {
  it('are milestones of the second version, of which the first knows nothing', () => {
    expect(MilestoneReached.schema.safeParse(opened).success).toBe(true)
    expect(MilestoneReachedV1.schema.safeParse(opened).success).toBe(false)
    expect(ForecastRevisedV1.schema.safeParse({ ...opened, forecastOn: '2027-09-01' }).success).toBe(false)
  })

  it('leave what was recorded before as it was', () => {
    for (const data of PlanAdoptedV1.examples) {
      const read = upcast({ type: PlanAdoptedV1.type, data })
      expect(read).toMatchObject({ type: PlanAdopted.type, data, recordedAs: { type: PlanAdoptedV1.type } })
      expect(definitionOf(read.type)!.schema.parse(read.data)).toEqual(data)
    }
  })
})
