import { setTimeout as pause } from 'node:timers/promises'
import type { StackProcess } from './stack-process.js'
import { say } from './terminal.adapter.js'

const DELAY_MS_MIN = 1_000
const DELAY_MS_MAX = 30_000
/** Whoever ran this long starts with the shortest pause again. */
const STEADY_MS = 60_000

/** Starts a process again whenever it ends, with growing pauses, until the signal says that its end is wanted. */
export async function keepRunning(process: StackProcess, stopAsked: AbortSignal): Promise<void> {
  const { name, logFile } = process
  let delayMs = DELAY_MS_MIN
  for (;;) {
    const since = Date.now()
    const { code, signal } = await process.exited
    if (stopAsked.aborted) return
    if (Date.now() - since > STEADY_MS) delayMs = DELAY_MS_MIN
    say('process-ended', { process: name, ending: signal ?? `exit code ${code}`, seconds: delayMs / 1000, logFile })
    await pause(delayMs, undefined, { signal: stopAsked }).catch(() => undefined)
    if (stopAsked.aborted) return
    delayMs = Math.min(delayMs * 2, DELAY_MS_MAX)
    const isBack = await process.start().then(
      () => true,
      () => false,
    )
    if (isBack) say('process-back', { process: name })
  }
}
