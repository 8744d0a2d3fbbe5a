import type { LoggerService } from '@nestjs/common'
import { type DestinationStream, type Level, type Logger, pino } from 'pino'
import { redacted, redactedText } from './redaction.js'
import { correlationId } from './correlation.adapter.js'

export interface LoggerOptions {
  readonly level: Level
  readonly service: string
  /** Standard output unless given. */
  readonly destination?: DestinationStream
}

/**
 * Nest's logger as one JSON line per entry: JSON escapes line breaks, so no text of a caller can forge an entry. A line
 * about a request carries its correlation id.
 */
export class JsonLogger implements LoggerService {
  private readonly pino: Logger

  constructor({ level, service, destination }: LoggerOptions) {
    const settings = {
      level,
      base: { service },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label: string) => ({ level: label }) },
      mixin: () => {
        const id = correlationId()
        return id === undefined ? {} : { correlationId: id }
      },
    }
    this.pino = destination ? pino(settings, destination) : pino(settings)
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest)
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest)
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest)
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest)
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest)
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest)
  }

  /** Nest's convention: the last text is the context; before it may come a stack, an error or further values. */
  private write(level: Level, message: unknown, rest: unknown[]): void {
    if (!this.pino.isLevelEnabled(level)) return
    const context = typeof rest.at(-1) === 'string' ? { context: rest.at(-1) } : {}
    const details = rest.slice(0, 'context' in context ? -1 : undefined).filter((detail) => detail !== undefined)
    const facts = details.length === 0 ? {} : { details: redacted(details) }
    if (typeof message === 'string') this.pino[level]({ ...context, ...facts }, redactedText(message))
    else if (message instanceof Error)
      this.pino[level]({ ...context, ...facts, error: redacted(message) }, redactedText(message.message))
    else this.pino[level]({ ...context, ...facts, facts: redacted(message) })
  }
}
