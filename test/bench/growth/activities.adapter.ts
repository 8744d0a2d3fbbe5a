import pg from 'pg'
import { type Installation, rebuild, verify } from '@zhuji/operations'
import { inspection } from '../commands/inspection.adapter.js'
import type { Measurement } from '../contest/contest.js'
import { postUnderLoad } from '../machine/load.adapter.js'
import { measured, withCpu } from '../machine/measured.adapter.js'
import { cpuSecondsOf } from '../machine/process-cpu.adapter.js'
import { type Standalone, todayHere } from '../machine/standalone.adapter.js'
import { untilNobodyIsDue } from '../machine/taken-in.adapter.js'
import { projectIdAt } from '../province/province.js'
import { askInTurn } from '../questions/ask-in-turn.adapter.js'
import { questionsNow } from '../questions/questions.js'
import type { Activity } from './growth.js'

export interface Scene {
  readonly system: Standalone
  readonly projects: number
  readonly seconds: number
}

export const measures: Readonly<Record<Activity, (scene: Scene) => Promise<Measurement>>> = {
  commands: inspectAll,
  projections: rebuildDashboards,
  questions: ({ system, seconds }) => askInTurn(system, { questions: questionsNow, seconds }),
  timers: passDays,
  verification: verifyAll,
}

const CONNECTIONS = 64
const COMMANDS_MIN = 1_000

/**
 * One inspection of each project: a number and not a time, because in the same time a small province would grow to many
 * times its size. A process that has just started is given some before that do not count.
 */
async function inspectAll({ system, projects }: Scene): Promise<Measurement> {
  const token = await system.tokens.token()
  const projectIds = Array.from({ length: projects }, (_, index) => projectIdAt(index))
  const post = (commands: number) =>
    postUnderLoad({
      url: system.url,
      connections: CONNECTIONS,
      extent: { commands },
      pids: { server: system.pid, postgres: system.postgresPid },
      request: () => inspection(projectIds, token),
    })
  await post(COMMANDS_MIN)
  return post(Math.max(projects, COMMANDS_MIN))
}

/** What `npm run rebuild -- dashboards.projects` does beside the running system, with the comparison and the switch. */
async function rebuildDashboards({ system }: Scene): Promise<Measurement> {
  const options = { projection: 'dashboards.projects', bus: 'embedded', operator: 'bench' } as const
  return measured(processesOf(system), async () => {
    const { compared, differences } = await rebuild(installationOf(system), options)
    if (differences > 0) throw new Error(`the dashboards differ from the logs in ${differences} rows`)
    return Number(compared['events'])
  })
}

/** Days on which every project is due, one after the other: the dearest that the passing of a day can be. */
async function passDays({ system, seconds }: Scene): Promise<Measurement> {
  const client = new pg.Client({ connectionString: system.databaseUrl })
  await client.connect()
  /** How many were due and how long they took; making them due is not the work that is measured. */
  const passDay = async () => {
    const { rowCount } = await client.query(`update alerts.watched_project set check_on = '-infinity'`)
    const startedMs = performance.now()
    await untilNobodyIsDue(client, todayHere())
    return { due: rowCount!, workedMs: performance.now() - startedMs }
  }
  try {
    const { value, cpuSeconds } = await withCpu(system.processes, async () => {
      const passed = { due: 0, workedMs: 0 }
      while (passed.workedMs < seconds * 1_000) {
        const { due, workedMs } = await passDay()
        passed.due += due
        passed.workedMs += workedMs
      }
      return passed
    })
    return { perSecond: (1_000 * value.due) / value.workedMs, work: value.due, cpuSeconds }
  } finally {
    await client.end()
  }
}

/** What `npm run verify` does beside the running system. */
async function verifyAll({ system }: Scene): Promise<Measurement> {
  return measured(processesOf(system), async () => {
    let events = 0
    for await (const { check, counts, faults, findings } of verify(installationOf(system))) {
      if (faults > 0) throw new Error(`${check} has found ${faults} faults: ${JSON.stringify(findings.slice(0, 3))}`)
      if (check === 'hash-chains') events += Number(counts['events'])
    }
    return events
  })
}

const installationOf = ({ databaseUrl }: Standalone): Installation => ({ databaseUrl: () => databaseUrl })

const processesOf = ({ processes }: Standalone) => ({ ...processes, operations: () => cpuSecondsOf(process.pid) })
