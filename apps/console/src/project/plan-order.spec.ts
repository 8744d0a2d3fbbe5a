import { inOrder } from './plan-order.js'

const row = (milestone: string, plannedOn: string | null, reachedOn: string | null = null) => ({
  milestone,
  plannedOn,
  reachedOn,
  forecastOn: null,
})

describe('the milestones of a plan', () => {
  it('stand in the order of building, whatever their days', () => {
    const plan = [
      row('start', '2026-10-01', '2026-10-04'),
      row('in-use', '2028-06-01'),
      row('permit', null, '2026-10-05'),
    ]
    expect(inOrder(plan).map(({ milestone }) => milestone)).toEqual(['permit', 'start', 'in-use'])
  })

  it('take in what belongs to the kind of facility by its day', () => {
    const plan = [row('works-complete', '2028-03-01'), row('kitchen', '2028-04-01'), row('in-use', '2028-06-01')]
    expect(inOrder(plan).map(({ milestone }) => milestone)).toEqual(['works-complete', 'kitchen', 'in-use'])
    expect(inOrder([row('kitchen', null)])).toHaveLength(1)
  })
})
