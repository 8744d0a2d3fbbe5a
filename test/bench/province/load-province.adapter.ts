import { type Standalone, todayHere } from '../machine/standalone.adapter.js'
import { untilTakenIn } from '../machine/taken-in.adapter.js'
import { tellProvince, type TellOptions } from './tell-province.adapter.js'

/** A directory that holds some of the province already is told the rest. Returns how many events there are. */
export async function loadProvince(
  system: Standalone,
  { projects, facts }: Pick<TellOptions, 'projects' | 'facts'>,
): Promise<number> {
  const { total } = await system.client.get<{ total: { projects: number } }>('', '/api/v1/dashboards/summary')
  if (total.projects < projects) {
    await tellProvince({ client: system.client, projects, facts, today: todayHere(), alreadyThere: total.projects })
  }
  await untilTakenIn(system.databaseUrl)
  const { sources } = await system.client.get<{ sources: { head: { position: number } }[] }>(
    '',
    '/api/v1/dashboards/positions',
  )
  return sources.reduce((sum, { head }) => sum + head.position, 0)
}
