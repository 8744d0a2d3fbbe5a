import { eventDefinitions } from '@zhuji/contracts'
import { anyId, expects, posted, recorded, reported } from '../told-facts/told.features.js'
import { tell } from './tell.js'

const projectId = anyId()

describe('the sentence of an event', () => {
  it('shows what was before and what is now', () => {
    const progress = recorded(reported(projectId, 84.44))
    expect(tell(progress, { physicalPercent: 64.97 })).toEqual({
      zh: '形象进度 64.97% → 84.44%',
      en: 'Physical progress 64.97% → 84.44%',
    })
    expect(tell(recorded(expects(projectId, '2018-01-11', '2015-12-31')))).toEqual({
      zh: '预计完工 2015-12-31 → 2018-01-11（晚 742 天）',
      en: 'Works complete forecast 2015-12-31 → 2018-01-11 (742 days later)',
    })
  })

  it('writes money in 万元 for Chinese readers', () => {
    expect(tell(recorded(posted(projectId, { disbursement: 2_300_000_00 }))).zh).toContain(
      '支付 230.00 万元，国家教育发展基金',
    )
  })

  it.each(eventDefinitions.map((definition) => [definition.type, definition] as const))(
    'exists for %s',
    (type, definition) => {
      const [data] = definition.examples
      const fact = recorded({ type, occurredOn: '2026-03-01', data })
      for (const text of Object.values(tell(fact))) expect(text).not.toMatch(/undefined|\[object|\{\w+\}|^$/)
    },
  )
})
