import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { isLoopback, platformConfig } from './platform.config.js'
import { ConfigError, flag, list, readConfig, secret, wholeNumber } from './read.config.js'

const shape = {
  RELAY_BATCH: wholeNumber({ min: 1, max: 500, fallback: 100 }),
  DATABASE_URL: secret(z.url({ error: 'a URL' })),
  STRICT: flag(true),
  KAFKA_BROKERS: list(['a:1']),
}

const url = 'postgres://zhuji:hunter2@db/zhuji'

describe('a configuration', () => {
  it('is typed, frozen and named as code names things', () => {
    const config = readConfig(shape, { DATABASE_URL: url, STRICT: 'false', KAFKA_BROKERS: 'a:1, b:2,' })
    expect(config).toEqual({ relayBatch: 100, databaseUrl: url, strict: false, kafkaBrokers: ['a:1', 'b:2'] })
    expect(Object.isFrozen(config) && Object.isFrozen(config.kafkaBrokers)).toBe(true)
  })

  it('has the platform defaults when nothing is set', () => {
    expect(readConfig(platformConfig, {})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      timeZone: 'Asia/Shanghai',
      oidcAudience: 'zhuji',
      bodyLimitBytes: 1_048_576,
      bus: 'embedded',
      profile: 'embedded',
      kafkaBrokers: [],
    })
  })

  it('takes an empty variable for an unset one', () => {
    expect(readConfig(shape, { DATABASE_URL: url, RELAY_BATCH: '' }).relayBatch).toBe(100)
  })

  describe('with faults', () => {
    const read = () =>
      readConfig(
        { ...shape, ...platformConfig },
        { RELAY_BATCH: '0', DATABASE_URL: 'hunter2', PORT: '80a', TIME_ZONE: 'Mars' },
      )

    it('names all of them at once, with rule and value', () => {
      expect(read).toThrow(ConfigError)
      expect(read).toThrow(/RELAY_BATCH: a whole number from 1 to 500 \(value: "0"\)/)
      expect(read).toThrow(/PORT: a whole number[\s\S]*TIME_ZONE: an IANA time zone/)
    })

    it('never prints a secret', () => {
      expect(read).toThrow(/DATABASE_URL: a URL \(value: \[secret\]\)/)
      expect(read).not.toThrow(/hunter2/)
    })

    it('nor one that need not be given', () => {
      const optional = { METRICS_TOKEN: secret(z.string().min(16)).optional() }
      expect(() => readConfig(optional, { METRICS_TOKEN: 'hunter2' })).toThrow(/METRICS_TOKEN: .*\(value: \[secret\]\)/)
    })
  })

  describe('from files', () => {
    const directory = mkdtempSync(join(tmpdir(), 'zhuji-config-'))
    const file = join(directory, 'database-url')
    afterAll(() => rmSync(directory, { recursive: true }))

    it('reads a secret without its last line break', () => {
      writeFileSync(file, `${url}\n`)
      expect(readConfig(shape, { DATABASE_URL_FILE: file }).databaseUrl).toBe(url)
    })

    it('refuses a file that is not there, and two sources for one variable', () => {
      expect(() => readConfig(shape, { DATABASE_URL_FILE: `${file}-x` })).toThrow(/DATABASE_URL_FILE: .*ENOENT/)
      expect(() => readConfig(shape, { DATABASE_URL_FILE: file, DATABASE_URL: url })).toThrow(/not both/)
    })
  })

  it('knows which addresses only this machine can reach', () => {
    expect(['127.0.0.1', 'localhost', '::1', '0.0.0.0', '10.0.0.1'].filter(isLoopback)).toHaveLength(3)
  })
})
