import { ForecastRevised, ProjectCancelled } from '@zhuji/contracts'
import { DomainError } from '@zhuji/kernel'
import { refuseForeknowledge } from './foreknowledge.js'

const { projectId } = ForecastRevised.examples[0]!
const cancelledOn = (occurredOn: string) => ProjectCancelled({ projectId, reason: '不建' }, occurredOn)
const refusalOf = (occurredOn: string, known: { knownOn?: string; today: string }) => {
  try {
    refuseForeknowledge([cancelledOn('2017-01-01'), cancelledOn(occurredOn)], known)
    return undefined
  } catch (error) {
    const { slug, field, figures } = error as DomainError
    return { slug, field, ...figures }
  }
}

describe('a fact that is told', () => {
  it('may have happened until the day on which it becomes known', () => {
    expect(refusalOf('2026-12-31', { today: '2026-12-31' })).toBeUndefined()
    expect(refusalOf('2017-04-06', { knownOn: '2017-04-06', today: '2026-12-31' })).toBeUndefined()
  })

  it('is refused with both days when it has not happened yet', () => {
    expect(refusalOf('2027-01-01', { today: '2026-12-31' })).toEqual({
      slug: 'known-before-it-happened',
      field: 'occurredOn',
      occurredOn: '2027-01-01',
      knownOn: '2026-12-31',
    })
  })

  it('is refused when its source claims to have known it before it happened, however long ago that is', () => {
    expect(refusalOf('2017-08-18', { knownOn: '2017-04-06', today: '2026-12-31' })).toMatchObject({
      slug: 'known-before-it-happened',
      occurredOn: '2017-08-18',
      knownOn: '2017-04-06',
    })
  })

  it('is refused when its source claims to have known it since a day to come', () => {
    expect(refusalOf('2026-12-01', { knownOn: '2027-01-01', today: '2026-12-31' })).toMatchObject({
      slug: 'known-on-in-future',
      field: 'knownOn',
    })
  })

  it('may speak of days to come', () => {
    const forecast = ForecastRevised({ ...ForecastRevised.examples[0]!, forecastOn: '2030-09-01' }, '2026-12-31')
    expect(() => refuseForeknowledge([forecast], { today: '2026-12-31' })).not.toThrow()
  })
})
