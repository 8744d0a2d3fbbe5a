import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Measurement } from '../contest/contest.js'
import { measured } from '../machine/measured.adapter.js'
import { cpuSecondsOf } from '../machine/process-cpu.adapter.js'
import { type Standalone, todayHere } from '../machine/standalone.adapter.js'
import { projectIdOf } from '../programme/programme.js'
import { followChanges } from './changed-stream.adapter.js'
import { percentile, Sightings } from './sightings.js'

export const COMMANDS_A_SECOND = 200

const TICK_MS = 5
/** In which everything that was answered must have been seen. */
const PATIENCE_MS = 60_000

let turn = 0

/** One report on each project, at a steady rate whatever the answers take, and the stream watched meanwhile. */
export async function reportAndWatch(system: Standalone, projects: number): Promise<Measurement> {
  turn += 1
  const token = await system.tokens.token()
  const sightings = new Sightings()
  const stop = await followChanges(system.url, token, (id) => sightings.named(id, performance.now()))
  const send = async (projectId: string) => {
    sightings.sent(projectId)
    await report(system.url, projectId, token)
    sightings.answered(projectId, performance.now())
  }
  try {
    const processes = { ...system.processes, load: () => cpuSecondsOf(process.pid) }
    const measurement = await measured(processes, () => steadily(projects, (index) => send(projectIdOf(index))))
    await untilSeen(sightings)
    const { waitsMs } = sightings
    return { ...measurement, p50Ms: percentile(waitsMs, 0.5), p99Ms: percentile(waitsMs, 0.99) }
  } finally {
    stop()
  }
}

async function steadily(count: number, send: (index: number) => Promise<void>): Promise<number> {
  const startedMs = performance.now()
  const sending: Promise<void>[] = []
  while (sending.length < count) {
    const due = ((performance.now() - startedMs) / 1_000) * COMMANDS_A_SECOND
    while (sending.length < Math.min(due, count)) sending.push(send(sending.length))
    await pause(TICK_MS)
  }
  await Promise.all(sending)
  return count
}

async function report(url: string, projectId: string, token: string): Promise<void> {
  const response = await fetch(`${url}/api/v1/milestones/projects/${projectId}/progress-reports`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify({
      occurredOn: todayHere(),
      physicalPercent: Math.min(100, turn / 4),
      completedInvestmentFen: 100_000_000,
      text: '主体结构施工，现场作业正常。',
    }),
  })
  const answer = await response.text()
  if (!response.ok) throw new Error(`a report was refused: ${response.status} ${answer}`)
}

async function untilSeen(sightings: Sightings): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  while (sightings.waiting > 0) {
    if (performance.now() > until) throw new Error(`${sightings.waiting} commands were not seen in ${PATIENCE_MS} ms`)
    await pause(TICK_MS)
  }
}
