import type { Contender, Contest, ContestOptions, Measurement } from '../contest/contest.js'
import { startDatabase } from '../machine/database.adapter.js'
import { type CpuOf, measured } from '../machine/measured.adapter.js'
import { cpuSecondsOf, cpuSecondsOfTree } from '../machine/process-cpu.adapter.js'
import { Arrivals } from './arrivals.js'
import type { Appending, CompetingLog } from './competing-log.js'
import { EmmettLog } from './emmett-log.adapter.js'
import { CLIENTS, entryOf } from './entry.js'
import { EventLog } from './event-log.adapter.js'
import { PgBossLog } from './pg-boss-log.adapter.js'
import { UnnestInserts } from './unnest-inserts.adapter.js'

const EMMETT = 'emmett-postgresql'
const PG_BOSS = 'pg-boss'
const OURS = 'event log'

/** P4's peers from npm: entries appended one a call by many clients, then what was appended drained into a counter. */
export async function logContest({ seconds }: ContestOptions): Promise<Contest> {
  const database = await startDatabase()
  const limit = await UnnestInserts.on(await database.create('limit'))
  const emmett = await EmmettLog.on(await database.create('emmett'))
  const pgBoss = await PgBossLog.on(await database.create('pg_boss'))
  const ours = await EventLog.on(await database.create('ours'))
  const scene = { seconds, processes: cpuOf(database.pid) }
  return {
    name: 'log',
    title: `Log: one entry a call from ${CLIENTS} clients, then all of them into a counter`,
    unit: 'entries/s',
    contenders: [
      appending({ ...scene, name: 'insert by unnest, shared', part: 'limit', log: limit }),
      ...contendersOf({ ...scene, name: EMMETT, part: 'peer', log: emmett }),
      ...contendersOf({ ...scene, name: PG_BOSS, part: 'peer', log: pgBoss }),
      ...contendersOf({ ...scene, name: OURS, part: 'ours', log: ours }),
    ],
    goals: [
      ...[EMMETT, PG_BOSS].map((peer) => ({ id: 'peers', ours: appended(OURS), against: appended(peer), ratio: 1 })),
      { id: 'P4', ours: drained(OURS), against: drained(EMMETT), ratio: 40 },
      { id: 'peers', ours: drained(OURS), against: drained(PG_BOSS), ratio: 1 },
    ],
    close: async () => {
      await Promise.all([limit, emmett, pgBoss, ours].map((log) => log.close()))
      await database.stop()
    },
  }
}

const appended = (name: string) => `append, ${name}`
const drained = (name: string) => `drain, ${name}`

function cpuOf(postgresPid: number): CpuOf {
  return { node: () => cpuSecondsOf(process.pid), postgres: () => cpuSecondsOfTree(postgresPid) }
}

interface Competing<Log extends Appending> extends Pick<Contender, 'name' | 'part'> {
  readonly log: Log
  readonly seconds: number
  readonly processes: CpuOf
}

function contendersOf(competing: Competing<CompetingLog>): readonly Contender[] {
  const arrivals = new Arrivals()
  return [appending(competing, arrivals), draining(competing, arrivals)]
}

function appending({ name, part, log, seconds, processes }: Competing<Appending>, arrivals?: Arrivals): Contender {
  let turn = 0
  const client = async (index: number, untilMs: number) => {
    let entries = 0
    for (; performance.now() < untilMs; entries += 1) {
      const entry = entryOf(index, turn++)
      arrivals?.appended(entry.entryId)
      await log.append(entry)
    }
    return entries
  }
  const appendAll = async () => {
    const untilMs = performance.now() + seconds * 1_000
    const entries = await Promise.all(Array.from({ length: CLIENTS }, (_, index) => client(index, untilMs)))
    return entries.reduce((sum, each) => sum + each, 0)
  }
  return { name: appended(name), part, measure: () => measured(processes, appendAll) }
}

/** A peer may miss entries or hand them over again, and it is printed; ours must not. */
function draining({ name, part, log, processes }: Competing<CompetingLog>, arrivals: Arrivals): Contender {
  const measure = async (): Promise<Measurement> => {
    const measurement = await measured(processes, async () => {
      await log.drain((ids) => arrivals.taken(ids))
      return arrivals.arrived
    })
    const { missed, repeated } = arrivals.settle()
    if (part === 'ours' && missed + repeated > 0)
      throw new Error(`${name}: ${missed} entries were missed and ${repeated} came again, beside ${measurement.work}`)
    return { ...measurement, figures: { 'entries missed': missed, 'entries repeated': repeated } }
  }
  return { name: drained(name), part, measure }
}
