import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Contest, ContestOptions, Measurement } from '../contest/contest.js'
import { percentile } from '../contest/percentile.js'
import { withCpu } from '../machine/measured.adapter.js'
import { type Standalone, startStandalone, todayHere } from '../machine/standalone.adapter.js'
import { untilTakenIn } from '../machine/taken-in.adapter.js'
import { tellProvince } from '../province/tell-province.adapter.js'
import { summaryOverEvents } from './over-events.js'
import { type Question, questionsNow, questionsOfThePast } from './questions.js'

const NOW = 'questions of today'
const PAST = 'as known on a past day'
const OVER_EVENTS = 'SQL over the events'

/** P6 and P7: what dashboards ask of a loaded province, one question after the other on one connection. */
export async function questionsContest({ seconds, projects, directory: given }: ContestOptions): Promise<Contest> {
  const directory = given ?? (await mkdtemp(join(tmpdir(), 'zhuji-bench-')))
  const system = await startStandalone(directory)
  const events = await load(system, projects)
  const client = new pg.Client({ connectionString: system.databaseUrl })
  await client.connect()
  const ask = (questions: Readonly<Record<string, Question>>) => () => askInTurn(system, { questions, seconds })
  return {
    name: 'questions',
    title: `Questions: a province of ${projects} projects, ${events} events`,
    unit: 'questions/s',
    contenders: [
      { name: OVER_EVENTS, part: 'peer', measure: () => overEvents(system, { client, seconds }) },
      { name: NOW, part: 'ours', measure: ask(questionsNow) },
      { name: PAST, part: 'ours', measure: ask(questionsOfThePast) },
    ],
    goals: [
      { id: 'P6', ours: NOW, figure: 'p99Ms', most: 10 },
      { id: 'P6', ours: NOW, against: OVER_EVENTS, ratio: 100 },
      { id: 'P7', ours: PAST, figure: 'p99Ms', most: 50 },
    ],
    close: async () => {
      await client.end()
      await system.stop()
      if (!given) await rm(directory, { recursive: true, force: true })
    },
  }
}

/** A directory that holds the province already is not told it again. Returns how many events there are. */
async function load(system: Standalone, projects: number): Promise<number> {
  const { total } = await system.client.get<{ total: { projects: number } }>('', '/api/v1/dashboards/summary')
  if (total.projects < projects) await tellProvince({ client: system.client, projects, today: todayHere() })
  await untilTakenIn(system.databaseUrl)
  const { sources } = await system.client.get<{ sources: { head: { position: number } }[] }>(
    '',
    '/api/v1/dashboards/positions',
  )
  return sources.reduce((sum, { head }) => sum + head.position, 0)
}

interface Asking {
  readonly questions: Readonly<Record<string, Question>>
  readonly seconds: number
}

async function askInTurn(system: Standalone, { questions, seconds }: Asking): Promise<Measurement> {
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

async function overEvents(
  { processes }: Standalone,
  { client, seconds }: { readonly client: pg.Client; readonly seconds: number },
): Promise<Measurement> {
  const waits: number[] = []
  const startedMs = performance.now()
  const { cpuSeconds } = await withCpu(processes, async () => {
    while (performance.now() - startedMs < seconds * 1_000) {
      const sentMs = performance.now()
      await client.query(summaryOverEvents)
      waits.push(performance.now() - sentMs)
    }
  })
  const perSecond = (1_000 * waits.length) / (performance.now() - startedMs)
  return { perSecond, work: waits.length, p50Ms: percentile(waits, 0.5), p99Ms: percentile(waits, 0.99), cpuSeconds }
}
