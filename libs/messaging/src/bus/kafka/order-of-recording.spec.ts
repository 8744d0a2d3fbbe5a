import { inOrderOfRecording } from './order-of-recording.js'

const order = (...logs: string[][]): readonly string[] => inOrderOfRecording(logs, (item) => item.slice(0, 2))

describe('several logs as one', () => {
  it('tells what was recorded earlier first', () => {
    expect(order(['01 a', '04 b'], ['02 c', '03 d', '05 e'])).toEqual(['01 a', '02 c', '03 d', '04 b', '05 e'])
  })

  it("keeps each log's own order, even where its clock went back", () => {
    expect(order(['05 a', '01 b'], ['03 c'])).toEqual(['03 c', '05 a', '01 b'])
  })

  it('tells the first log first where instants are the same', () => {
    expect(order(['01 a'], ['01 b'], [])).toEqual(['01 a', '01 b'])
  })

  it('is one log where there is one, and nothing where there is none', () => {
    expect(order(['02 a', '01 b'])).toEqual(['02 a', '01 b'])
    expect(order()).toEqual([])
  })
})
