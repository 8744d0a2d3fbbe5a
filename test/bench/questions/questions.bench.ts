import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Contest, ContestOptions, Measurement } from '../contest/contest.js'
import { percentile } from '../contest/percentile.js'
import { withCpu } from '../machine/measured.adapter.js'
import { type Standalone, startStandalone } from '../machine/standalone.adapter.js'
import { loadProvince } from '../province/load-province.adapter.js'
import { askInTurn } from './ask-in-turn.adapter.js'
import { summaryOverEvents } from './over-events.js'
import { type Question, questionsNow, questionsOfThePast } from './questions.js'

const NOW = 'questions of today'
const PAST = 'as known on a past day'
const OVER_EVENTS = 'SQL over the events'

/** P6 and P7: what dashboards ask of a loaded province, one question after the other on one connection. */
export async function questionsContest({
  seconds,
  projects,
  facts,
  directory: given,
}: ContestOptions): Promise<Contest> {
  const directory = given ?? (await mkdtemp(join(tmpdir(), 'zhuji-bench-')))
  const system = await startStandalone(directory)
  const events = await loadProvince(system, { projects, facts })
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
