import { inBothLanguages, startMessages, told } from '@zhuji/front'
import { DomainError, type Figures } from '@zhuji/kernel'
import { registerMessages } from '@zhuji/platform'
import { NoKafkaHere } from '../kafka/kafka-jars.adapter.js'
import { stackMessages } from './stack-messages.js'

/** Tells the person at the terminal something, in both languages. */
export function say(slug: string, figures: Figures = {}): void {
  process.stderr.write(`${inBothLanguages(slug, figures)}\n`)
}

/**
 * Runs a program for the person at the terminal and ends the process: cleanly after the first stop signal has been
 * followed, with a sentence and code 1 when it could not do its work.
 */
export async function runAtTerminal(run: (stopAsked: AbortSignal) => Promise<void>): Promise<never> {
  registerMessages({ ...startMessages, ...stackMessages })
  const asked = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => asked.abort())
  // Nothing else would: the processes must not hold back whoever started them, and waiting for a signal does not count.
  setInterval(() => undefined, 60_000)
  try {
    await run(asked.signal)
    process.exit(0)
  } catch (error) {
    process.stderr.write(`\n${told(inWords(error))}\n`)
    process.exit(1)
  }
}

function inWords(error: unknown): unknown {
  if (!(error instanceof NoKafkaHere)) return error
  return new DomainError('unavailable', 'kafka-not-here', { figures: { reason: error.message } })
}
