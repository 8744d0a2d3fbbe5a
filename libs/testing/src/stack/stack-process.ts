/** How a process ended: one of the two is null. */
export interface Ending {
  readonly code: number | null
  readonly signal: string | null
}

/** One process of a stack, over all its incarnations: the address and the log file stay the same. */
export interface StackProcess {
  readonly name: string
  /** Undefined while it does not run. */
  readonly pid: number | undefined
  readonly address?: string
  readonly logFile: string
  /** How the present incarnation, or the last one, ended. */
  readonly exited: Promise<Ending>
  /** Sends a signal and does not wait; nothing happens when it does not run. */
  kill(signal: NodeJS.Signals): void
  /** SIGTERM, and after its patience SIGKILL; waits for the end. */
  stop(): Promise<Ending>
  /** Resolves when it is ready; at once when it runs already. Throws its last words when it ends before that. */
  start(): Promise<void>
}

/** A guarded process tells its end in words: `exit code 0`, or the name of the signal. */
export function endingOf(words: string): Ending {
  const code = /^exit code (\d+)$/.exec(words)?.[1]
  return code === undefined ? { code: null, signal: words } : { code: Number(code), signal: null }
}
