import { recordsIn } from './csv-records.js'
import type { Issue } from './issue.js'
import { soundRows } from './sound-rows.js'

const all = (lines: readonly string[]) => recordsIn(lines, { firstLine: 1, delimiter: ',', isLast: true }).records

describe('lines of a table', () => {
  it('are one record each, numbered as an editor shows them', () => {
    expect(all(['a,b', '1,2', '', '3,"4, four"'])).toEqual([
      { row: 1, cells: ['a', 'b'] },
      { row: 2, cells: ['1', '2'] },
      { row: 4, cells: ['3', '4, four'] },
    ])
  })

  it('lose the mark that some programs write first', () => {
    expect(all(['\uFEFFid,name'])).toEqual([{ row: 1, cells: ['id', 'name'] }])
  })

  it('may belong to one quoted cell', () => {
    expect(all(['1,"two', 'lines"', '3,4'])).toEqual([
      { row: 1, cells: ['1', 'two\nlines'] },
      { row: 3, cells: ['3', '4'] },
    ])
  })

  it('wait for the next block when a quote is still open', () => {
    const { records, left } = recordsIn(['1,2', '3,"four'], { firstLine: 1, delimiter: ',', isLast: false })
    expect(records).toEqual([{ row: 1, cells: ['1', '2'] }])
    expect(left).toEqual(['3,"four'])
  })
})

describe('a broken quote', () => {
  it('breaks its own line and none behind it', () => {
    const records = all(['1,"open', ...Array.from({ length: 60 }, (_, place) => `${place},sound`)])
    expect(records[0]).toMatchObject({ row: 1, text: '1,"open' })
    expect(records.slice(1)).toHaveLength(60)
    expect(records.at(-1)).toEqual({ row: 61, cells: ['59', 'sound'] })
  })

  it('is found inside a cell too', () => {
    expect(all(['1,a "word" inside', '2,b'])).toEqual([
      expect.objectContaining({ row: 1, broken: expect.stringContaining('quotes are broken') }),
      { row: 2, cells: ['2', 'b'] },
    ])
  })
})

it('a row with another number of cells than the header is told and left out', () => {
  const told: Issue[] = []
  const rows = soundRows((issues) => told.push(...issues))
  const passed = all(['a,b', '1,2', '1,2,3', '4']).map((record) => rows.next(record)?.cells)
  expect(passed).toEqual([['a', 'b'], ['1', '2'], undefined, undefined])
  expect(told.map(({ row, reason }) => [row, reason])).toEqual([
    [3, 'has 3 cells where the header has 2'],
    [4, 'has 1 cells where the header has 2'],
  ])
})
