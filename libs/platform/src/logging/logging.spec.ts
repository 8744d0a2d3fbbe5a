import { Logger } from '@nestjs/common'
import { JsonLogger } from './json-logger.adapter.js'
import { withCorrelation } from './correlation.adapter.js'

function aLogger(level: 'info' | 'trace' = 'trace') {
  const lines: string[] = []
  const logger = new JsonLogger({ level, service: 'spec', destination: { write: (line) => void lines.push(line) } })
  return { logger, lines, entries: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) }
}

describe('a log', () => {
  it('is one line per entry, whatever a caller writes', () => {
    const { logger, lines } = aLogger()
    logger.log('name\r\n{"level":"fatal","msg":"forged"}\u2028x')
    expect(lines).toHaveLength(1)
    expect(lines[0]!.trimEnd()).not.toMatch(/[\r\n]/)
  })

  it('carries the correlation id of what it is about, and of nothing after it', () => {
    const { logger, entries } = aLogger()
    const within = () => withCorrelation('trace-1', () => logger.log('within'))
    withCorrelation('trace-0', () => {
      within()
      logger.log('outside')
    })
    const failing = () =>
      withCorrelation('trace-2', () => {
        throw new Error('while logging')
      })
    expect(failing).toThrow('while logging')
    logger.log('without')
    expect(entries().map(({ correlationId }) => correlationId)).toEqual(['trace-1', 'trace-0', undefined])
  })

  it('withholds what is secret by its name or its look', () => {
    const { logger, lines } = aLogger()
    const secrets = { password: 'p-1', headers: { Authorization: 'Bearer a-1', cookie: 'c-1' }, accessToken: 't-1' }
    logger.log({ ...secrets, list: [{ client_secret: 's-1' }], url: 'postgres://u:hunter2@db/x' })
    logger.error(
      'sent Bearer eyJhbGciOi.abc.def',
      new Error('with eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4.sig and Basic dTpw'),
    )
    expect(lines.join('')).not.toMatch(/p-1|a-1|c-1|t-1|s-1|hunter2|eyJhbG|dTpw/)
    expect(lines.join('')).toContain('[redacted]')
  })

  it('keeps the stack and the cause of an error', () => {
    const { logger, entries } = aLogger()
    logger.error('failed', new Error('outer', { cause: Object.assign(new Error('inner'), { code: '57P01' }) }), 'Relay')
    expect(entries()[0]).toMatchObject({
      level: 'error',
      context: 'Relay',
      msg: 'failed',
      details: [{ message: 'outer', cause: { message: 'inner', code: '57P01' } }],
    })
  })

  it('survives what refers to itself, and stays bounded', () => {
    const { logger, lines } = aLogger()
    const loop: Record<string, unknown> = { many: Array<number>(10_000).fill(1) }
    loop['self'] = loop
    logger.log(loop)
    expect(lines[0]!.length).toBeLessThan(5000)
  })

  it.each(['a-'.repeat(200_000), 'a.'.repeat(200_000), 'eyJ'.repeat(100_000)])(
    'takes long hostile text in its stride',
    (text) => {
      const { logger, lines } = aLogger()
      logger.log(text)
      expect(lines).toHaveLength(1)
    },
  )

  it('is silent below its level', () => {
    const { logger, lines } = aLogger('info')
    logger.debug('quiet')
    logger.verbose('quiet')
    logger.warn('loud')
    expect(lines).toHaveLength(1)
  })

  it("takes Nest's own calls", () => {
    const { logger, entries } = aLogger()
    Logger.overrideLogger(logger)
    new Logger('Boot').log('started')
    Logger.overrideLogger(false)
    expect(entries()[0]).toMatchObject({ msg: 'started', context: 'Boot', service: 'spec' })
  })
})
