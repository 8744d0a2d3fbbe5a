import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import type { Measurement } from '../contest/contest.js'
import { measured } from '../machine/measured.adapter.js'
import { cpuSecondsOf } from '../machine/process-cpu.adapter.js'
import { type Standalone, todayHere } from '../machine/standalone.adapter.js'
import { followChanges } from './changed-stream.adapter.js'
import { percentile } from '../contest/percentile.js'
import { Sightings } from './sightings.js'

export const COMMANDS_A_SECOND = 200

const TICK_MS = 5
/** In which everything that was answered must have been seen. */
const PATIENCE_MS = 60_000

/** One inspection of each project, at a steady rate whatever the answers take, and the stream watched meanwhile. */
export async function inspectAndWatch(system: Standalone, projectIds: readonly string[]): Promise<Measurement> {
  const token = await system.tokens.token()
  const sightings = new Sightings()
  const stop = await followChanges(system.url, token, (id) => sightings.named(id, performance.now()))
  const send = async (projectId: string) => {
    sightings.sent(projectId)
    await inspect(system.url, projectId, token)
    sightings.answered(projectId, performance.now())
  }
  try {
    const processes = { ...system.processes, load: () => cpuSecondsOf(process.pid) }
    const measurement = await measured(processes, () => steadily(projectIds, send))
    await untilSeen(sightings)
    const { waitsMs } = sightings
    return { ...measurement, p50Ms: percentile(waitsMs, 0.5), p99Ms: percentile(waitsMs, 0.99) }
  } finally {
    stop()
  }
}

async function steadily(projectIds: readonly string[], send: (projectId: string) => Promise<void>): Promise<number> {
  const startedMs = performance.now()
  const sending: Promise<void>[] = []
  while (sending.length < projectIds.length) {
    const due = ((performance.now() - startedMs) / 1_000) * COMMANDS_A_SECOND
    for (const projectId of projectIds.slice(sending.length, due)) sending.push(send(projectId))
    await pause(TICK_MS)
  }
  await Promise.all(sending)
  return projectIds.length
}

/** The plain client: what a request costs here is taken from the system that is measured. */
const agent = new Agent({ keepAlive: true })

async function inspect(url: string, projectId: string, token: string): Promise<void> {
  const body = JSON.stringify({ occurredOn: todayHere(), finding: '与填报一致', text: '现场作业正常。' })
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    authorization: `Bearer ${token}`,
    'idempotency-key': randomUUID(),
  }
  const route = `${url}/api/v1/milestones/projects/${projectId}/inspections`
  const [status, answer] = await new Promise<readonly [number, string]>((resolve, reject) => {
    request(route, { method: 'POST', agent, headers }, (response) => {
      text(response).then((told) => resolve([response.statusCode!, told]), reject)
    })
      .on('error', reject)
      .end(body)
  })
  if (status >= 300) throw new Error(`an inspection was refused: ${status} ${answer}`)
}

async function untilSeen(sightings: Sightings): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  while (sightings.waiting > 0) {
    if (performance.now() > until) throw new Error(`${sightings.waiting} commands were not seen in ${PATIENCE_MS} ms`)
    await pause(TICK_MS)
  }
}
