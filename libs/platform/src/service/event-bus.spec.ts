import { platformConfig } from '../config/platform.config.js'
import { ConfigError, readConfig } from '../config/read.config.js'
import { assertBusConfigured } from './event-bus.adapter.js'

const configured = (environment: Record<string, string>) => readConfig(platformConfig, environment)

describe('a process that is to use Kafka', () => {
  it('does not start without a broker', () => {
    expect(() => assertBusConfigured(configured({ BUS: 'kafka' }))).toThrow(ConfigError)
    expect(() => assertBusConfigured(configured({ BUS: 'kafka', KAFKA_BROKERS: 'a:9092' }))).not.toThrow()
  })

  it('needs none for the embedded bus', () => {
    expect(() => assertBusConfigured(configured({}))).not.toThrow()
  })

  it('takes a namespace that can stand in front of a topic only', () => {
    expect(configured({}).kafkaNamespace).toBe('zhuji')
    expect(() => configured({ KAFKA_NAMESPACE: 'he fei' })).toThrow(ConfigError)
  })
})
