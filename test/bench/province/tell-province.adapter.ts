import { type ClientCommand, type CommandResult, type CommandsClient, ServiceFailure } from '@zhuji/client'
import { facilityHistory, type Service } from '@zhuji/standalone'
import { divisions, facilityAt, projectIdAt } from './province.js'

export interface Told {
  readonly projects: number
  readonly commands: number
  readonly events: number
}

export interface TellOptions {
  readonly client: CommandsClient
  readonly projects: number
  /** Of each project only its first so many; the rest can be told later. */
  readonly facts?: number
  /** Histories end here. */
  readonly today: string
  readonly progress?: (told: Told) => void
}

/** So many histories are in memory at once, some tens of megabytes. */
const COHORT_PROJECTS = 500
/** Requests at once to each service. */
const LANES = 3

/**
 * Tells a running system the history of a province over its bulk routes, as an import does: every rule, key and hash.
 * Telling it again for the same day changes nothing, so that what was cut short goes on.
 */
export async function tellProvince({ client, projects, facts, today, progress }: TellOptions): Promise<Told> {
  const told = { projects: 0, commands: 0, events: 0 }
  const give = async (service: Service, commands: readonly ClientCommand[]): Promise<void> => {
    const results = await client.giveAll(service, commands)
    told.commands += results.length
    told.events += results.reduce((sum, { receipt }) => sum + (receipt?.events.length ?? 0), 0)
    assertTaken(commands, results)
  }
  for (const { code, name, parentCode } of divisions) {
    const body = { name, parentCode, occurredOn: '2010-01-01' }
    await give('registry', [{ name: 'define-region', id: code, key: `province-${code}`, knownOn: '2010-01-01', body }])
  }
  for (let first = await lastBegun(client, projects); first < projects; first += COHORT_PROJECTS) {
    const cohort = Array.from({ length: Math.min(COHORT_PROJECTS, projects - first) }, (_, place) =>
      facilityHistory(facilityAt(first + place), first + place, today).slice(0, facts),
    )
    await give('registry', commandsFor('registry', cohort))
    const lanes = Array.from({ length: LANES }, (_, lane) => cohort.filter((_history, place) => place % LANES === lane))
    await Promise.all(
      (['milestones', 'funding'] as const).flatMap((service) =>
        lanes.map((lane) => give(service, commandsFor(service, lane))),
      ),
    )
    told.projects += cohort.length
    progress?.(told)
  }
  return told
}

/** The first place of the last cohort of which something is registered: those in front of it were told whole. */
async function lastBegun(client: CommandsClient, projects: number): Promise<number> {
  let [begun, open] = [0, Math.ceil(projects / COHORT_PROJECTS)]
  while (begun + 1 < open) {
    const cohort = Math.floor((begun + open) / 2)
    if (await isRegistered(client, projectIdAt(cohort * COHORT_PROJECTS))) begun = cohort
    else open = cohort
  }
  return begun * COHORT_PROJECTS
}

async function isRegistered(client: CommandsClient, projectId: string): Promise<boolean> {
  try {
    await client.get('registry', `/api/v1/registry/projects/${projectId}`)
    return true
  } catch (error) {
    if (error instanceof ServiceFailure && error.status === 404) return false
    throw error
  }
}

type History = ReturnType<typeof facilityHistory>

function commandsFor(service: Service, histories: readonly History[]): ClientCommand[] {
  return histories.flatMap((history) =>
    history.filter((said) => said.service === service).map(({ command, knownOn }) => ({ ...command, knownOn })),
  )
}

function assertTaken(commands: readonly ClientCommand[], results: readonly CommandResult[]): void {
  const refused = results.findIndex(({ status }) => status >= 400)
  if (refused < 0) return
  throw new Error(`refused: ${JSON.stringify(commands[refused])}: ${JSON.stringify(results[refused]!.problem)}`)
}
