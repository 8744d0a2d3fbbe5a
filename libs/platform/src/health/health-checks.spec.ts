import { Logger } from '@nestjs/common'
import { HealthChecks } from './health-checks.adapter.js'

describe('readiness', () => {
  beforeAll(() => Logger.overrideLogger(false))

  it('holds while every check resolves', async () => {
    const checks = new HealthChecks()
    checks.register('database', () => Promise.resolve())
    expect(await checks.readiness()).toEqual({ ready: true, failing: [] })
  })

  it('names checks that reject, throw or never answer', async () => {
    const checks = new HealthChecks(20)
    checks.register('rejects', () => Promise.reject(new Error('away')))
    checks.register('throws', () => {
      throw new Error('at once')
    })
    checks.register('hangs', () => new Promise(() => {}))
    checks.register('well', () => Promise.resolve())
    expect(await checks.readiness()).toEqual({ ready: false, failing: ['rejects', 'throws', 'hangs'] })
  })

  it('is lost for good once the process is stopping', async () => {
    const checks = new HealthChecks()
    checks.beginStopping()
    expect(await checks.readiness()).toEqual({ ready: false, failing: ['stopping'] })
  })

  it('takes each name once, and lets it go', async () => {
    const checks = new HealthChecks()
    const release = checks.register('database', () => Promise.reject(new Error('away')))
    expect(() => checks.register('database', () => Promise.resolve())).toThrow(/already/)
    release()
    expect((await checks.readiness()).ready).toBe(true)
  })
})
