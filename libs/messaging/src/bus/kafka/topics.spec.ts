import { contexts, topicOf } from '@zhuji/contracts'
import { copiesOn, deadLetterTopic, eventTopic, eventTopicPlans, kafkaGroup } from './topics.js'

describe('the topics of an installation', () => {
  it('are one for each service that records, kept for ever', () => {
    const plans = eventTopicPlans()
    expect(plans.map((plan) => plan.name)).toEqual(contexts.map(topicOf))
    for (const plan of plans) {
      expect(plan).toMatchObject({ partitions: 6, config: { 'cleanup.policy': 'delete', 'retention.ms': '-1' } })
    }
  })

  it('stand apart from those of another installation on the same brokers, and so do its groups', () => {
    expect(eventTopic('registry', 'hefei')).toBe('hefei.registry.events.v1')
    expect(kafkaGroup('dashboards.cards')).toBe('dashboards.cards')
    expect(kafkaGroup('dashboards.cards', 'hefei')).toBe('hefei.dashboards.cards')
  })

  it('have a dead letter topic for each group', () => {
    expect(deadLetterTopic('zhuji.funding.events.v1', 'alerts.watch')).toBe('zhuji.funding.events.v1.alerts.watch.dlq')
  })

  it('have as many copies as there are brokers, at most three', () => {
    expect(copiesOn(1)).toEqual({ copies: 1, inSync: 1 })
    expect(copiesOn(2)).toEqual({ copies: 2, inSync: 1 })
    expect(copiesOn(5)).toEqual({ copies: 3, inSync: 2 })
  })
})
