import { monthAfter, readMonths, sumOf, wanText } from './months.js'

describe('amounts by month', () => {
  it('are read in fen, with months that have none left out', () => {
    const rows = [
      { month: '2026-05', source: 'own-funds', text: '40' },
      { month: '2026-06', source: 'own-funds', text: ' ' },
      { month: '2026-07', source: 'special-bond', text: '0.000001' },
    ]
    expect(readMonths(rows)).toEqual([
      { month: '2026-05', source: 'own-funds', amountFen: 40_000_000 },
      { month: '2026-07', source: 'special-bond', amountFen: 1 },
    ])
    expect(sumOf(rows)).toBe(40_000_001)
  })

  it('are not read while a month or an amount is not one', () => {
    expect(readMonths([{ month: '2026-13', text: '1' }])).toBeUndefined()
    expect(readMonths([{ month: '', text: '1' }])).toBeUndefined()
    expect(readMonths([{ month: '2026-05', text: 'forty' }])).toBeUndefined()
    expect(sumOf([{ month: '2026-05', text: 'forty' }])).toBe(0)
  })

  it('are typed again as they were', () => {
    for (const fen of [1, 40_000_000, 12_345_678, 500_000, 0]) {
      expect(readMonths([{ month: '2026-05', text: wanText(fen) }])).toEqual([{ month: '2026-05', amountFen: fen }])
    }
    expect([wanText(40_000_000), wanText(500_000), wanText(100_000_000)]).toEqual(['40', '0.5', '100'])
  })

  it('go on with the month after', () => {
    expect([monthAfter('2026-05'), monthAfter('2026-12')]).toEqual(['2026-06', '2027-01'])
  })
})
