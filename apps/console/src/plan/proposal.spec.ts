import { askedOf } from './proposal.js'

describe('what is asked of a plan', () => {
  it('are the days that were changed, without those of steps left out', () => {
    const draft = { needOn: '2027-09-01', workingDays: { permit: 30, kitchen: 20 }, leaveOut: ['kitchen'], reason: '' }
    expect(askedOf(draft)).toEqual({
      needOn: '2027-09-01',
      durations: [{ milestone: 'permit', workingDays: 30 }],
      leaveOut: ['kitchen'],
    })
  })

  it('is the registered need date as long as nobody names another', () => {
    expect(askedOf({ needOn: '', workingDays: {}, leaveOut: [], reason: '' })).toEqual({ durations: [], leaveOut: [] })
  })
})
