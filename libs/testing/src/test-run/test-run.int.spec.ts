import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { currentTestRun, oncePerRun } from './test-run.adapter.js'
import { readTestRunConfig } from './test-run.config.js'

const aServerName = () => `specs-${randomUUID()}`

describe('a server of the run', () => {
  it('is started once, however many ask at once, and everybody gets the same', async () => {
    const name = aServerName()
    let starts = 0
    const start = async () => ({ value: { port: 4000 + ++starts }, pids: [] })
    const values = await Promise.all(Array.from({ length: 5 }, () => oncePerRun(name, start)))
    expect(values).toEqual(Array.from({ length: 5 }, () => ({ port: 4001 })))
  })

  it('that cannot be started fails for everybody with the same reason, at the cost of one attempt', async () => {
    const name = aServerName()
    let starts = 0
    const start = () => Promise.reject(new Error(`attempt ${++starts} failed`))
    await expect(oncePerRun(name, start)).rejects.toThrow(`${name} could not be started: attempt 1 failed`)
    await expect(oncePerRun(name, start)).rejects.toThrow(`${name} could not be started: attempt 1 failed`)
  })

  it('is started by the next who asks when its starter died on the way', async () => {
    const name = aServerName()
    const pidNobodyHas = 2 ** 22 + 1
    writeFileSync(join(currentTestRun().directory, `${name}.lock`), String(pidNobodyHas))
    expect(await oncePerRun(name, async () => ({ value: 'started', pids: [] }))).toBe('started')
  })
})

describe('the configuration of a run', () => {
  it('reads a list of brokers and takes empty text for absent', () => {
    const config = readTestRunConfig({ KAFKA_BROKERS: ' a:1, b:2 ,', TEST_DATABASE_URL: '', CI: 'true' })
    expect(config.kafkaBrokers).toEqual(['a:1', 'b:2'])
    expect(config.databaseUrl).toBeUndefined()
    expect(config.isContinuousIntegration).toBe(true)
    expect(readTestRunConfig({}).kafkaBrokers).toBeUndefined()
  })
})
