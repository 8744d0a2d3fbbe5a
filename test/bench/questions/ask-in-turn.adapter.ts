import type { Measurement } from '../contest/contest.js'
import { percentile } from '../contest/percentile.js'
import { withCpu } from '../machine/measured.adapter.js'
import type { Standalone } from '../machine/standalone.adapter.js'
import type { Question } from './questions.js'

interface Asking {
  readonly questions: Readonly<Record<string, Question>>
  readonly seconds: number
}

/** Some seconds of questions, one after the other on one connection. */
export async function askInTurn(system: Standalone, { questions, seconds }: Asking): Promise<Measurement> {
  const token = await system.tokens.token()
  const headers = { authorization: `Bearer ${token}` }
  const waits = Object.fromEntries(Object.keys(questions).map((name) => [name, [] as number[]]))
  const startedMs = performance.now()
  const { value: work, cpuSeconds } = await withCpu(system.processes, async () => {
    let asked = 0
    for (; performance.now() - startedMs < seconds * 1_000; asked += 1) {
      for (const [name, question] of Object.entries(questions)) {
        const sentMs = performance.now()
        const response = await fetch(`${system.url}/api/v1/dashboards/${question(asked)}`, { headers })
        const answer = await response.text()
        // A project may not have been known yet.
        if (!response.ok && response.status !== 404) throw new Error(`${question(asked)}: ${response.status} ${answer}`)
        waits[name]!.push(performance.now() - sentMs)
      }
    }
    return asked * Object.keys(questions).length
  })
  const all = Object.values(waits).flat()
  return {
    perSecond: (1_000 * work) / (performance.now() - startedMs),
    work,
    p50Ms: percentile(all, 0.5),
    p99Ms: percentile(all, 0.99),
    cpuSeconds,
    figures: Object.fromEntries(Object.entries(waits).map(([name, ms]) => [`${name}, p99 ms`, percentile(ms, 0.99)])),
  }
}
