import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Contest, ContestOptions, Measurement } from '../contest/contest.js'
import { measured } from '../machine/measured.adapter.js'
import { residentMegabytesOf } from '../machine/process-memory.adapter.js'
import { startStandalone, todayHere } from '../machine/standalone.adapter.js'
import { untilTakenIn } from '../machine/taken-in.adapter.js'
import { tellProvince } from '../province/tell-province.adapter.js'
import { Storage } from './storage.adapter.js'

/** The size for which the goal of memory is set. */
const PROVINCE_PROJECTS = 100_000

/** P8 to P10: starts, memory and storage of the standalone process, over a province that came in by the bulk route. */
export async function footprintContest({ projects, facts }: ContestOptions): Promise<Contest> {
  const ours = 'standalone'
  const memory = { id: 'P8', ours, figure: 'memory of Node after loading, MB', most: 300 }
  return {
    name: 'footprint',
    title: `Footprint: the standalone process, a province of ${projects} projects`,
    unit: 'commands/s',
    contenders: [{ name: ours, part: 'ours', measure: () => fromAnEmptyDirectory({ projects, facts }) }],
    goals: [
      ...(projects >= PROVINCE_PROJECTS ? [memory] : []),
      { id: 'P9', ours, figure: 'first start, s', most: 8 },
      { id: 'P9', ours, figure: 'second start, s', most: 3 },
      { id: 'P10', ours, figure: 'storage, times the JSON', most: 2 },
    ],
    startsAnew: true,
    close: async () => undefined,
  }
}

type Load = Pick<ContestOptions, 'projects' | 'facts'>

async function fromAnEmptyDirectory(load: Load): Promise<Measurement> {
  const directory = await mkdtemp(join(tmpdir(), 'zhuji-bench-'))
  try {
    const { secondsToReady, ...loaded } = await firstRun(directory, load)
    const again = await startStandalone(directory)
    const starts = {
      'first start, s': secondsToReady,
      'second start, s': again.secondsToReady,
      'memory of Node after its second start, MB': await residentMegabytesOf(again.pid),
    }
    await again.stop()
    return { ...loaded, figures: { ...starts, ...loaded.figures } }
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

async function firstRun(
  directory: string,
  { projects, facts }: Load,
): Promise<Measurement & { secondsToReady: number }> {
  const system = await startStandalone(directory)
  const today = todayHere()
  const storage = await Storage.open(system.databaseUrl)
  try {
    const loading = await measured(system.processes, () =>
      tellProvince({ client: system.client, projects, facts, today }).then(({ commands }) => commands),
    )
    await untilTakenIn(system.databaseUrl)
    const memory = { 'memory of Node after loading, MB': await residentMegabytesOf(system.pid) }
    return { ...loading, secondsToReady: system.secondsToReady, figures: { ...memory, ...(await storage.figures()) } }
  } finally {
    await storage.close()
    await system.stop()
  }
}
