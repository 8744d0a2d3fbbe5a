import { readFileSync } from 'node:fs'
import { contexts, topicOf } from '@zhuji/contracts'

interface Topic {
  readonly name: string
  readonly partitions: number
  readonly replicationFactor: number
  readonly config: Record<string, string>
}

const { events, deadLetters } = JSON.parse(readFileSync('deploy/topics.json', 'utf8')) as {
  readonly events: readonly (Topic & { readonly groups: readonly string[] })[]
  readonly deadLetters: readonly Topic[]
}

describe('the topics an installation needs', () => {
  it('are one for each service that tells facts', () => {
    expect(events.map(({ name }) => name)).toEqual(contexts.map(topicOf))
  })

  it('keep three copies of everything, two of them in sync, and let nothing expire', () => {
    for (const { replicationFactor, config } of [...events, ...deadLetters]) {
      expect({ replicationFactor, inSync: config['min.insync.replicas'] }).toEqual({
        replicationFactor: 3,
        inSync: '2',
      })
      expect(config['retention.ms']).toBe('-1')
    }
  })

  it('hold a place for what a group cannot use, for every group and topic', () => {
    const needed = events.flatMap(({ name, groups }) => groups.map((group) => `${name}.${group}.dlq`))
    expect(deadLetters.map(({ name }) => name).toSorted()).toEqual(needed.toSorted())
  })
})
