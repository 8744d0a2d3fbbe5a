import { PartitionTurn, TurnLost } from './partition-turn.adapter.js'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('the turn of a partition', () => {
  it('tells the coordinator again and again that somebody is at work', async () => {
    const beats: number[] = []
    const turn = new PartitionTurn(
      () => Promise.resolve(void beats.push(1)),
      () => true,
    )
    for (let waited = 0; beats.length < 2 && waited < 100; waited += 1) await pause(50)
    turn.end()
    expect(beats.length).toBeGreaterThanOrEqual(2)
    expect(() => turn.assertMine()).not.toThrow()
  })

  it('is over, with the coordinator’s reason, when the coordinator gave the partition away', async () => {
    const reason = new Error('the group is rebalancing')
    const turn = new PartitionTurn(
      () => Promise.reject(reason),
      () => true,
    )
    for (let waited = 0; waited < 100 && stillMine(turn); waited += 1) await pause(50)
    turn.end()
    expect(() => turn.assertMine()).toThrow(reason)
  })

  it('is over when the process stops', () => {
    const turn = new PartitionTurn(
      () => Promise.resolve(),
      () => false,
    )
    turn.end()
    expect(() => turn.assertMine()).toThrow(TurnLost)
  })
})

function stillMine(turn: PartitionTurn): boolean {
  try {
    turn.assertMine()
    return true
  } catch {
    return false
  }
}
