import type { Arriving, Turn } from './kafka-delivery.repository.js'
import type { KafkaRecord } from './kafka-record.js'
import { PartitionRounds, type Portion } from './partition-rounds.adapter.js'

const records = (partition: number, count: number): KafkaRecord[] =>
  Array.from({ length: count }, (_, offset) => ({
    topic: 'facts',
    partition,
    offset: String(offset),
    timestamp: '0',
    key: null,
    value: null,
    headers: {},
  }))

describe('rounds over the partitions of a member', () => {
  let rounds: (readonly Arriving[])[]
  let commits: number
  let inEffect: Map<number, number>
  let failing: (arriving: readonly Arriving[]) => Error | undefined

  const partitionsOf = (arriving: readonly Arriving[]): number[] => arriving.map((each) => each.records[0]!.partition)
  const take = (arriving: readonly Arriving[], turn: Turn): Promise<void> => {
    rounds.push(arriving)
    turn.assertMine()
    const error = failing(arriving)
    return error ? Promise.reject(error) : Promise.resolve()
  }
  let join: PartitionRounds['join']
  const portion = (partition: number, count: number, lost?: Error): Portion => ({
    source: 'registry',
    records: records(partition, count),
    turn: {
      assertMine: () => {
        if (lost) throw lost
      },
    },
    inEffect: (taken) => inEffect.set(partition, taken),
    commit: () => Promise.resolve(void (commits += 1)),
  })

  beforeEach(() => {
    rounds = []
    commits = 0
    inEffect = new Map()
    failing = () => undefined
    const subject = new PartitionRounds(take, 0)
    join = (each) => subject.join(each)
  })

  it('takes what came together together, and commits once', async () => {
    await Promise.all([join(portion(0, 3)), join(portion(1, 1)), join(portion(2, 2))])
    expect(rounds.map(partitionsOf)).toEqual([[0, 1, 2]])
    expect(commits).toBe(1)
    expect(inEffect).toEqual(new Map([[0, 3], [1, 1], [2, 2]])) // prettier-ignore
  })

  it('works a long portion off by itself, and fills the rest of a round of 1,000 records with the next', async () => {
    await Promise.all([join(portion(0, 1_400)), join(portion(1, 300))])
    expect(rounds.map((round) => round.map((each) => each.records.length))).toEqual([[1_000], [400, 300]])
    expect(rounds[1]![0]!.records[0]!.offset).toBe('1000')
    expect(inEffect.get(0)).toBe(1_400)
  })

  it('takes in the next round what comes while one is under way', async () => {
    const first = join(portion(0, 1))
    await new Promise(setImmediate)
    await Promise.all([first, join(portion(1, 1)), join(portion(2, 1))])
    expect(rounds.map(partitionsOf)).toEqual([[0], [1, 2]])
  })

  it('leaves each partition to itself when one of them was lost, and takes the others in', async () => {
    const lost = new Error('the partition is somebody else’s')
    const outcomes = await Promise.allSettled([join(portion(0, 1)), join(portion(1, 1, lost)), join(portion(2, 1))])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(outcomes[1]).toMatchObject({ reason: lost })
    expect(rounds.map(partitionsOf)).toEqual([[0, 1, 2], [0], [1], [2]])
    expect(inEffect).toEqual(new Map([[0, 1], [2, 1]])) // prettier-ignore
  })

  it('takes nothing twice and nothing less when a round of several fails halfway through their records', async () => {
    failing = (arriving) => (arriving.length > 1 ? new Error('once') : undefined)
    await Promise.all([join(portion(0, 1_200)), join(portion(1, 700))])
    const offsetsOf = (partition: number): number[] =>
      rounds
        .filter((round) => round.length === 1)
        .flat()
        .flatMap((each) => each.records)
        .filter((record) => record.partition === partition)
        .map((record) => Number(record.offset))
    const upTo = (count: number): number[] => Array.from({ length: count }, (_, offset) => offset)
    expect(rounds.map((round) => round.length)).toContain(2)
    expect(offsetsOf(0)).toEqual(upTo(1_200))
    expect(offsetsOf(1)).toEqual(upTo(700))
  })
})
