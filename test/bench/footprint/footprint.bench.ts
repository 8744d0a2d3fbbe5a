import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Contest, ContestOptions, Measurement } from '../contest/contest.js'
import { measured } from '../machine/measured.adapter.js'
import { residentMegabytesOf } from '../machine/process-memory.adapter.js'
import { startStandalone, todayHere } from '../machine/standalone.adapter.js'
import { enter } from '../programme/enter.adapter.js'
import { programmeOf } from '../programme/programme.js'
import { Storage } from './storage.adapter.js'

const MONTHS = 12
/** The size for which the goal of memory is set. */
const PROVINCE_PROJECTS = 100_000

/** P8 to P10: starts, memory and storage of the standalone process, over a programme that came in by the bulk route. */
export async function footprintContest({ projects }: ContestOptions): Promise<Contest> {
  const ours = 'standalone'
  const memory = { id: 'P8', ours, figure: 'memory of Node after loading, MB', most: 300 }
  return {
    name: 'footprint',
    title: `Footprint: the standalone process, ${projects} projects over ${MONTHS} months`,
    unit: 'commands/s',
    contenders: [{ name: ours, part: 'ours', measure: () => fromAnEmptyDirectory(projects) }],
    goals: [
      ...(projects >= PROVINCE_PROJECTS ? [memory] : []),
      { id: 'P9', ours, figure: 'first start, s', most: 8 },
      { id: 'P9', ours, figure: 'second start, s', most: 3 },
      { id: 'P10', ours, figure: 'storage, times the JSON', most: 2 },
    ],
    close: async () => undefined,
  }
}

async function fromAnEmptyDirectory(projects: number): Promise<Measurement> {
  const directory = await mkdtemp(join(tmpdir(), 'zhuji-bench-'))
  try {
    const { secondsToReady, ...loaded } = await firstRun(directory, projects)
    const again = await startStandalone(directory)
    await again.stop()
    const starts = { 'first start, s': secondsToReady, 'second start, s': again.secondsToReady }
    return { ...loaded, figures: { ...starts, ...loaded.figures } }
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

async function firstRun(directory: string, projects: number): Promise<Measurement & { secondsToReady: number }> {
  const system = await startStandalone(directory)
  const today = todayHere()
  const storage = await Storage.open(system.databaseUrl)
  try {
    const loading = await measured(system.processes, () =>
      enter(system.client, programmeOf({ projects, months: MONTHS, today })),
    )
    await storage.untilTakenIn()
    const memory = { 'memory of Node after loading, MB': await residentMegabytesOf(system.pid) }
    return { ...loading, secondsToReady: system.secondsToReady, figures: { ...memory, ...(await storage.figures()) } }
  } finally {
    await storage.close()
    await system.stop()
  }
}
