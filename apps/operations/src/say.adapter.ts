/** Lines for whoever gave the command. Returns the exit code of a command that has nothing to object. */
export function say(...lines: readonly string[]): 0 {
  for (const line of lines) process.stdout.write(`${line}\n`)
  return 0
}

const EVERY_MS = 1_000

/** Beside the results, at most once a second: how far something long has come. */
export function progressLine(describe: (count: number, perSecond: number) => string): (count: number) => void {
  const startedMs = performance.now()
  let saidMs = startedMs
  return (count) => {
    const nowMs = performance.now()
    if (nowMs - saidMs < EVERY_MS) return
    saidMs = nowMs
    process.stderr.write(`${describe(count, Math.round((1_000 * count) / (nowMs - startedMs)))}\n`)
  }
}
