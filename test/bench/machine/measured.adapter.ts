import type { Measurement } from '../contest/contest.js'

/** How much CPU time each process has used so far, by the name under which it is shown. */
export type CpuOf = Readonly<Record<string, () => Promise<number>>>

/** Runs something and says what each process used meanwhile. */
export async function withCpu<Value>(processes: CpuOf, run: () => Promise<Value>) {
  const before = await secondsOf(processes)
  const value = await run()
  const after = await secondsOf(processes)
  const cpuSeconds = Object.fromEntries(Object.keys(processes).map((name) => [name, after[name]! - before[name]!]))
  return { value, cpuSeconds }
}

/** The rate of something that resolves with how many it did. */
export async function measured(processes: CpuOf, run: () => Promise<number>): Promise<Measurement> {
  let seconds = 0
  const { value: work, cpuSeconds } = await withCpu(processes, async () => {
    const startedMs = performance.now()
    const done = await run()
    seconds = (performance.now() - startedMs) / 1_000
    return done
  })
  return { perSecond: work / seconds, work, cpuSeconds }
}

async function secondsOf(processes: CpuOf): Promise<Record<string, number>> {
  const read = Object.entries(processes).map(async ([name, seconds]) => [name, await seconds()] as const)
  return Object.fromEntries(await Promise.all(read))
}
