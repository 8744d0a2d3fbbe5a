import { randomUUID } from 'node:crypto'
import type { Contest, ContestOptions, Measurement } from '../contest/contest.js'
import { type BenchDatabase, startDatabase } from '../machine/database.adapter.js'
import { measured } from '../machine/measured.adapter.js'
import { type MilestonesService, startMilestones } from '../machine/milestones-service.adapter.js'
import { cpuSecondsOf, cpuSecondsOfTree } from '../machine/process-cpu.adapter.js'
import { RowInserts } from './row-inserts.adapter.js'

const PROJECTS = 5_000
const COMMANDS_A_REQUEST = 500
const REQUESTS_AT_ONCE = 4

/** P2: the way of imports: many commands a request, each with its own key and every rule. */
export async function bulkContest({ seconds }: ContestOptions): Promise<Contest> {
  const database = await startDatabase()
  const url = await database.create('ours')
  const ours = await startMilestones(url, PROJECTS)
  const rows = await RowInserts.beside(url)
  const measure = (send: () => Promise<number>) => () => inTurns({ database, ours, seconds, send })
  return {
    name: 'bulk',
    title: `Bulk commands: ${COMMANDS_A_REQUEST} a request, ${REQUESTS_AT_ONCE} requests at once`,
    unit: 'commands/s',
    contenders: [
      { name: 'multi-row insert', part: 'limit', measure: measure(() => rows.insert(COMMANDS_A_REQUEST)) },
      { name: 'milestones', part: 'ours', measure: measure(() => sendCommands(ours)) },
    ],
    goals: [{ id: 'P2', ours: 'milestones', against: 'multi-row insert', ratio: 0.5 }],
    close: async () => {
      await rows.close()
      await ours.stop()
      await database.stop()
    },
  }
}

interface Turns {
  readonly database: BenchDatabase
  readonly ours: MilestonesService
  readonly seconds: number
  /** Resolves with the number of commands that were recorded. */
  readonly send: () => Promise<number>
}

function inTurns({ database, ours, seconds, send }: Turns): Promise<Measurement> {
  const processes = {
    server: () => cpuSecondsOf(ours.pid),
    postgres: () => cpuSecondsOfTree(database.pid),
    load: () => cpuSecondsOf(process.pid),
  }
  return measured(processes, async () => {
    const until = performance.now() + seconds * 1000
    let work = 0
    const lane = async () => {
      while (performance.now() < until) {
        // Of its own: a sum that is read before other lanes are waited for would lose what they add.
        const recorded = await send()
        work += recorded
      }
    }
    await Promise.all(Array.from({ length: REQUESTS_AT_ONCE }, lane))
    return work
  })
}

let turn = 0

async function sendCommands({ url, token, projectIds }: MilestonesService): Promise<number> {
  const commands = Array.from({ length: COMMANDS_A_REQUEST }, () => {
    turn += 1
    return {
      name: 'inspect-work',
      id: projectIds[turn % projectIds.length]!,
      key: randomUUID(),
      body: {
        occurredOn: '2026-06-10',
        finding: '与填报一致',
        physicalPercent: 30 + (turn % 50),
        text: '未发现安全隐患。',
      },
    }
  })
  const response = await fetch(`${url}/api/v1/milestones/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ commands }),
  })
  const { results } = (await response.json()) as { results: { status: number; problem?: object }[] }
  const refused = results.find(({ status }) => status !== 200)
  if (refused) throw new Error(`a command was refused: ${JSON.stringify(refused)}`)
  return results.length
}
