import { freshReport, isFall, readPercent, readReport, stepped } from './report.js'

const last = { physicalPercent: 42.5, lastReportId: 'report-1' }
const draft = (changes: object) => ({ ...freshReport('2026-11-20'), ...changes })

describe('a percent typed on site', () => {
  it('is between 0 and 100', () => {
    expect(readPercent(' 42.5 ')).toBe(42.5)
    expect(readPercent('１００')).toBe(100)
    for (const text of ['', '101', '-1', '4,5', '1e1', '0.00001']) expect(readPercent(text)).toBeUndefined()
  })

  it('is stepped from the last report and stays in its bounds', () => {
    expect(stepped('', 5, 42.5)).toBe('47.5')
    expect(stepped('98', 5, 42.5)).toBe('100')
    expect(stepped('0.1', 0.2, null)).toBe('0.3')
    expect(stepped('', -1, null)).toBe('0')
  })
})

describe('a report', () => {
  it('says only what was filled in', () => {
    expect(readReport(draft({ percent: '50' }), last, []).body).toEqual({
      physicalPercent: 50,
      occurredOn: '2026-11-20',
    })
    const full = draft({ percent: '50', text: ' 封顶 ', investment: { text: '63', unit: 'wan' } })
    expect(readReport(full, last, [{ fileId: 'f' }]).body).toEqual({
      physicalPercent: 50,
      occurredOn: '2026-11-20',
      completedInvestmentFen: 63_000_000,
      text: '封顶',
      evidence: [{ fileId: 'f' }],
    })
  })

  it('is not ready with a wrong amount, percent or day', () => {
    expect(readReport(draft({ percent: '50', investment: { text: 'x', unit: 'wan' } }), last, []).body).toBeUndefined()
    expect(readReport(draft({ percent: '' }), last, []).body).toBeUndefined()
    expect(readReport(draft({ percent: '50', occurredOn: '' }), last, []).body).toBeUndefined()
  })

  it('below the last percent is a correction of that report, with a reason', () => {
    const fallen = draft({ percent: '40', reason: '复核工程量' })
    expect(isFall(fallen, 42.5)).toBe(true)
    expect(readReport(fallen, last, []).body).toEqual({
      physicalPercent: 40,
      reason: '复核工程量',
      occurredOn: '2026-11-20',
      reportId: 'report-1',
    })
    expect(readReport(draft({ percent: '40' }), last, []).body).toBeUndefined()
    expect(isFall(draft({ percent: '42.5' }), 42.5)).toBe(false)
    expect(isFall(draft({ percent: '0' }), null)).toBe(false)
  })
})
