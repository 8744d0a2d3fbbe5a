import { codesAbove } from './region-tree.js'

describe('the codes above a division', () => {
  it('run from the root down', () => {
    expect(codesAbove('340104', [{ code: '34', name: '安徽省' }])).toEqual(['34', '3401'])
    expect(codesAbove('340104', [{ code: '3401', name: '合肥市' }])).toEqual(['3401'])
  })

  it('are none for a root and for a code of another tree', () => {
    expect(codesAbove('34', [{ code: '34', name: '安徽省' }])).toEqual([])
    expect(codesAbove('X1', [{ code: '34', name: '安徽省' }])).toEqual([])
  })
})
