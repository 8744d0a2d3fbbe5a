import autocannon from 'autocannon'
import type { Measurement } from '../contest/contest.js'
import { withCpu } from './measured.adapter.js'
import { cpuSecondsOf, cpuSecondsOfTree } from './process-cpu.adapter.js'

export interface Load {
  readonly url: string
  readonly connections: number
  /** How long, or how many. */
  readonly extent: { readonly seconds: number } | { readonly commands: number }
  readonly request: () => { readonly path: string; readonly headers: Record<string, string>; readonly body: string }
  /** Processes whose CPU time is shown: of PostgreSQL with its children. */
  readonly pids: { readonly server: number; readonly postgres: number }
}

/** A run of so many commands ends at the next sample after the last answer: samples are this close to each other. */
const SAMPLE_EVERY_MS = 10

/** Keeps every connection busy; throws when an answer was not 2xx, since refusals are cheap. */
export async function postUnderLoad({ url, connections, extent, request, pids }: Load): Promise<Measurement> {
  const processes = {
    server: () => cpuSecondsOf(pids.server),
    postgres: () => cpuSecondsOfTree(pids.postgres),
    load: () => cpuSecondsOf(process.pid),
  }
  const { value: result, cpuSeconds } = await withCpu(processes, async () =>
    autocannon({
      url,
      connections,
      ...('seconds' in extent ? { duration: extent.seconds } : { amount: extent.commands, sampleInt: SAMPLE_EVERY_MS }),
      requests: [{ method: 'POST', setupRequest: (base) => ({ ...base, ...request() }) }],
    }),
  )
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} answers were not 2xx, ${result.errors} connections failed`)
  return {
    perSecond: result['2xx'] / result.duration,
    work: result['2xx'],
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    cpuSeconds,
  }
}
