import { RegionDefined } from '@zhuji/contracts'
import { given } from '@zhuji/testing'
import { defineRegion, regionDecider } from './region.js'

const parentPath = [
  { code: '34', name: '安徽省' },
  { code: '3401', name: '合肥市' },
]
const shushan = { code: '340104', name: '蜀山区', parentPath }
const defined = RegionDefined(
  { code: '340104', regionPath: [...parentPath, { code: '340104', name: '蜀山区' }] },
  '2020-01-01',
)

describe('a division of the region tree', () => {
  it('is defined with its path from the root', () => {
    given(regionDecider)
      .when((region) => defineRegion(region, shushan, '2020-01-01'))
      .then([defined])
  })

  it('records nothing when it is defined as it is', () => {
    given(regionDecider, [defined])
      .when((region) => defineRegion(region, shushan, '2021-01-01'))
      .then([])
  })

  it('gets a new name from a day on', () => {
    const renamed = { ...shushan, name: '蜀山新区' }
    given(regionDecider, [defined])
      .when((region) => defineRegion(region, renamed, '2026-01-01'))
      .then([
        RegionDefined(
          { code: '340104', regionPath: [...parentPath, { code: '340104', name: '蜀山新区' }] },
          '2026-01-01',
        ),
      ])
  })
})
