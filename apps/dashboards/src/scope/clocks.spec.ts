import { clocksOf } from './clocks.js'

const today = '2026-11-23'

describe('the two clocks of a question', () => {
  it('stand at today unless said, and the business day at that of the knowledge', () => {
    expect(clocksOf({}, today)).toEqual({ day: today })
    expect(clocksOf({ knownOn: '2017-08-18' }, today)).toEqual({ day: '2017-08-18', knownOn: '2017-08-18' })
    expect(clocksOf({ asOf: '2017-08-18' }, today)).toEqual({ day: '2017-08-18', asOf: '2017-08-18' })
  })

  it('are one where the business day is not before that of the knowledge', () => {
    expect(clocksOf({ asOf: today }, today)).toEqual({ day: today })
    expect(clocksOf({ asOf: '2018-01-01', knownOn: '2017-08-18' }, today)).toEqual({
      day: '2018-01-01',
      knownOn: '2017-08-18',
    })
  })

  it('do not show a day that is still to come', () => {
    expect(() => clocksOf({ asOf: '2026-11-24' }, today)).toThrow('as-of-in-future')
  })
})
