import { eventually } from '@zhuji/testing'
import { type Standalone, todayHere } from '../machine/standalone.adapter.js'
import { untilTakenIn } from '../machine/taken-in.adapter.js'
import { tellProvince, type TellOptions } from './tell-province.adapter.js'

/** A newer program builds the read models anew before it answers. */
const BUILT_MS_MAX = 4 * 3_600_000

/** A directory that holds some of the province already is told the rest. Returns how many events there are. */
export async function loadProvince(
  system: Standalone,
  { projects, facts }: Pick<TellOptions, 'projects' | 'facts'>,
): Promise<number> {
  const { total } = await eventually(
    () => system.client.get<{ total: { projects: number } }>('', '/api/v1/dashboards/summary'),
    { within: BUILT_MS_MAX },
  )
  if (total.projects < projects) await tellProvince({ client: system.client, projects, facts, today: todayHere() })
  await untilTakenIn(system.databaseUrl)
  const { sources } = await system.client.get<{ sources: { head: { position: number } }[] }>(
    '',
    '/api/v1/dashboards/positions',
  )
  return sources.reduce((sum, { head }) => sum + head.position, 0)
}
