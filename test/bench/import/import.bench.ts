import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FileTally, importFiles, ImportReport, readMapping } from '@zhuji/importer'
import type { Contest, ContestOptions, Measurement } from '../contest/contest.js'
import { measured } from '../machine/measured.adapter.js'
import { cpuSecondsOf } from '../machine/process-cpu.adapter.js'
import { type Standalone, startStandalone, todayHere } from '../machine/standalone.adapter.js'
import { untilSettled, untilTakenIn } from '../machine/taken-in.adapter.js'
import { assertAsReported } from './as-reported.js'
import { recordedIn } from './recorded.adapter.js'
import { type RegisterFiles, registerFilesIn } from './register-files.adapter.js'

/** An older register with its payments, from the files until every read model shows what they say. */
export async function importContest({ register }: ContestOptions): Promise<Contest> {
  const files = await registerFilesIn(register)
  return {
    name: 'import',
    title: `Import: a register of ${files.snapshots.length} days and its payments, into an empty system`,
    unit: 'facts/s',
    contenders: [{ name: 'importer', part: 'ours', measure: () => intoAnEmptySystem(files) }],
    goals: [],
    startsAnew: true,
    close: async () => undefined,
  }
}

async function intoAnEmptySystem(files: RegisterFiles): Promise<Measurement> {
  const directory = await mkdtemp(join(tmpdir(), 'zhuji-bench-'))
  try {
    const system = await startStandalone(directory)
    try {
      return await importInto(system, files)
    } finally {
      await system.stop()
    }
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 500 })
  }
}

async function importInto(system: Standalone, files: RegisterFiles): Promise<Measurement> {
  const { databaseUrl } = system
  const report = new ImportReport(undefined)
  const tallies: FileTally[] = []
  const ends: Record<string, number> = {}
  const startedMs = performance.now()
  const end = (stage: string) => (ends[stage] = (performance.now() - startedMs) / 1_000)
  const processes = { ...system.processes, importer: () => cpuSecondsOf(process.pid) }
  const measurement = await measured(processes, async () => {
    for (const [mapping, paths] of [
      ['simec-register', files.snapshots],
      ['simec-ledger', files.payments],
    ] as const) {
      tallies.push(...(await importAll(system, { mapping, paths, report })))
    }
    end('told')
    await untilTakenIn(databaseUrl)
    end('taken in')
    await untilSettled(databaseUrl, todayHere())
    end('judged')
    return tallies.reduce((sum, { facts }) => sum + facts, 0)
  })
  const recorded = await recordedIn(databaseUrl)
  assertAsReported(recorded, { tallies, report })
  const figures = {
    'telling, s': ends['told']!,
    ...stagesOf(tallies),
    'taken in by all after that, s': ends['taken in']! - ends['told']!,
    'judged by the alerts after that, s': ends['judged']! - ends['taken in']!,
    'rows, thousands': tallies.reduce((sum, { rows }) => sum + rows, 0) / 1_000,
    'commands accepted, thousands': recorded.accepted / 1_000,
    'facts, thousands': measurement.work / 1_000,
    'commands refused': report.counts.refused,
    'rows rejected': report.counts['row-rejected'],
    'rows with cells left out': report.counts['cell-left-out'],
    'marks of the importer': report.counts.marked,
    'entries with findings': recorded.findings,
  }
  return { ...measurement, figures }
}

interface Part {
  readonly mapping: string
  readonly paths: readonly string[]
  readonly report: ImportReport
}

async function importAll({ client }: Standalone, { mapping: name, paths, report }: Part): Promise<FileTally[]> {
  const path = new URL(`../../../../apps/importer/mappings/${name}.json`, import.meta.url).pathname
  const mapping = await readMapping(path)
  const { signal } = new AbortController()
  const tallies: FileTally[] = []
  for await (const tally of importFiles({ mapping, files: paths, knownOn: undefined, client, report, signal }))
    tallies.push(tally)
  return tallies
}

/** As the importer counts them: batches go side by side, so the sum may exceed the time they take together. */
function stagesOf(tallies: readonly FileTally[]): Record<string, number> {
  const stages = ['read', 'look-up', 'registry', 'milestones', 'funding'] as const
  const seconds = (stage: (typeof stages)[number]) =>
    tallies.reduce((sum, { stageMs }) => sum + stageMs[stage], 0) / 1_000
  return Object.fromEntries(stages.map((stage) => [`of it in ${stage}, s`, seconds(stage)]))
}
