import { earnedScheduleOf } from './earned-schedule.js'

const plannedValues = [100, 250, 450, 700, 1_000]
const of = (earnedValue: number, elapsedPeriods: number) =>
  earnedScheduleOf({ plannedValues, earnedValue, elapsedPeriods })

describe('the earned schedule', () => {
  it('is the whole periods earned and the part of the next', () => {
    // EV 500 lies between the third period (450) and the fourth (700): ES = 3 + 50 / 250.
    expect(of(500, 4)).toEqual({
      earned: 3.2,
      elapsed: 4,
      plannedDuration: 5,
      performance: 0.8,
      estimatedDuration: 6.25,
    })
  })

  it('begins within the first period', () => {
    expect(of(25, 1)).toMatchObject({ earned: 0.25, performance: 0.25, estimatedDuration: 20 })
  })

  it('ends at the planned duration, however much is earned', () => {
    expect(of(1_000, 4)).toMatchObject({ earned: 5, performance: 1.25, estimatedDuration: 4 })
    expect(of(1_200, 8)).toMatchObject({ earned: 5, performance: 0.625, estimatedDuration: 8 })
  })

  it('gains nothing while the plan stands still', () => {
    const flat = [100, 100, 100, 400]
    expect(earnedScheduleOf({ plannedValues: flat, earnedValue: 100, elapsedPeriods: 3 })).toMatchObject({
      earned: 3,
      performance: 1,
    })
    expect(earnedScheduleOf({ plannedValues: flat, earnedValue: 99, elapsedPeriods: 3 })).toMatchObject({
      earned: 0.99,
    })
  })

  it('has no performance before time has elapsed, and no estimate before anything is earned', () => {
    expect(of(0, 0)).toMatchObject({ earned: 0, performance: null, estimatedDuration: null })
    expect(of(0, 2)).toMatchObject({ earned: 0, performance: 0, estimatedDuration: null })
  })

  it('is unknown without a plan', () => {
    expect(earnedScheduleOf({ plannedValues: [], earnedValue: 1, elapsedPeriods: 1 })).toBeNull()
    expect(earnedScheduleOf({ plannedValues: [0, 0], earnedValue: 1, elapsedPeriods: 1 })).toBeNull()
  })
})
