import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { kafkaConfig, kafkaFaults, kafkaSecurity } from './kafka.config.js'
import { ConfigError, readConfig } from './read.config.js'

const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'
const KEY = '-----BEGIN PRIVATE KEY-----\nBBBB\n-----END PRIVATE KEY-----'

const configured = (environment: Record<string, string>) =>
  readConfig(kafkaConfig, { KAFKA_BROKERS: 'a:9093', ...environment })

const faultyVariables = (environment: Record<string, string>) =>
  kafkaFaults(configured(environment)).map(({ variable }) => variable)

const SCRAM = { KAFKA_SASL_MECHANISM: 'scram-sha-512', KAFKA_SASL_USERNAME: 'zhuji', KAFKA_SASL_PASSWORD: 'secret' }

describe('the way to secured brokers', () => {
  it('is open unless told', () => {
    expect(faultyVariables({})).toEqual([])
    expect(kafkaSecurity(configured({}))).toEqual({})
  })

  it('trusts the authorities that Node knows, or one of its own', () => {
    expect(kafkaSecurity(configured({ KAFKA_TLS: 'true' })).tls).toEqual({})
    const own = configured({ KAFKA_TLS: 'true', KAFKA_CA: CERTIFICATE })
    expect(kafkaSecurity(own).tls).toMatchObject({ ca: CERTIFICATE })
  })

  it('takes everything secret from files as well', () => {
    const directory = mkdtempSync(join(tmpdir(), 'zhuji-kafka-config-'))
    const fileOf = (name: string, text: string): string => {
      writeFileSync(join(directory, name), `${text}\n`)
      return join(directory, name)
    }
    const { KAFKA_SASL_PASSWORD: password, ...open } = SCRAM
    const environment = {
      ...open,
      KAFKA_TLS: 'true',
      KAFKA_CA_FILE: fileOf('ca.pem', CERTIFICATE),
      KAFKA_CLIENT_CERT_FILE: fileOf('client.pem', CERTIFICATE),
      KAFKA_CLIENT_KEY_FILE: fileOf('client.key', KEY),
      KAFKA_SASL_PASSWORD_FILE: fileOf('password', password),
    }
    expect(faultyVariables(environment)).toEqual([])
    expect(kafkaSecurity(configured(environment))).toEqual({
      tls: { ca: CERTIFICATE, cert: CERTIFICATE, key: KEY },
      sasl: { mechanism: 'scram-sha-512', username: 'zhuji', password },
    })
  })

  it.each([
    ['no broker', { KAFKA_BROKERS: '' }, ['KAFKA_BROKERS']],
    ['certificates without TLS', { KAFKA_CA: CERTIFICATE }, ['KAFKA_TLS']],
    ['half a client', { KAFKA_TLS: 'true', KAFKA_CLIENT_CERT: CERTIFICATE }, ['KAFKA_CLIENT_KEY']],
    ['the other half', { KAFKA_TLS: 'true', KAFKA_CLIENT_KEY: KEY }, ['KAFKA_CLIENT_CERT']],
    ['a user without mechanism', { KAFKA_SASL_USERNAME: 'zhuji' }, ['KAFKA_SASL_MECHANISM']],
    [
      'a mechanism without user',
      { KAFKA_SASL_MECHANISM: 'scram-sha-256' },
      ['KAFKA_SASL_USERNAME', 'KAFKA_SASL_PASSWORD'],
    ],
    ['a readable password', { ...SCRAM, KAFKA_SASL_MECHANISM: 'plain' }, ['KAFKA_TLS']],
  ])('is refused with %s', (_, environment: Record<string, string>, variables) => {
    expect(faultyVariables(environment)).toEqual(variables)
  })

  it('is refused when a certificate is none, and shows no secret while saying so', () => {
    const faulty = { KAFKA_CA: 'not a certificate', KAFKA_CLIENT_KEY: 'not-a-key', KAFKA_SASL_MECHANISM: 'gssapi' }
    expect(() => configured(faulty)).toThrow(ConfigError)
    expect(() => configured(faulty)).toThrow(/KAFKA_CA: a PEM certificate[^]*\[secret\][^]*KAFKA_SASL_MECHANISM/)
    expect(() => configured(faulty)).not.toThrow(/not-a-key/)
  })
})
