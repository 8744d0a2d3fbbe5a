import { eventually } from '@zhuji/testing'
import { type Installation, readings, recording } from './installation.js'

/** After faults have ended it takes seconds, or a minute where a delivery's lease has to run out; a busy machine takes longer. */
const SETTLED_MS_MAX = 240_000

/** Resolves when nothing waits anywhere: no group is behind any log, no project is due, no message is to be delivered. */
export async function untilSettled(installation: Installation, within = SETTLED_MS_MAX): Promise<void> {
  let before = ''
  const nothingWaits = async () => {
    const now = await standing(installation)
    const stays = now === before
    before = now
    await assertTaken(installation, installation, readings)
    const [due] = await installation.rows<{ projects: number; deliveries: number }>(
      'alerts',
      `select (select count(*)::int from alerts.watched_project
          where check_on <= (now() at time zone 'Asia/Shanghai')::date) as projects,
        (select count(*)::int from alerts.delivery where status = 'pending') as deliveries`,
    )
    if (due!.projects + due!.deliveries > 0) throw new Error(`alerts still has work: ${JSON.stringify(due)}`)
    if (!stays) throw new Error('the logs still grow')
  }
  await eventually(nothingWaits, { within, describe: 'every queue is empty' })
}

async function standing(installation: Installation): Promise<string> {
  const text = (service: string) => `select coalesce(max(position), 0) as head from ${service}.event_log`
  const heads = await Promise.all(recording.map((service) => installation.rows(service, text(service))))
  return JSON.stringify(heads)
}

export interface Taking {
  /** Where the logs are. */
  readonly from: Installation
  /** Where the groups are; elsewhere when the records went another way. */
  readonly by: Installation
  readonly groups: readonly Reading[]
  readonly within: number
}

/** Resolves when the groups have taken in every version of every stream of the logs they read. */
export async function groupsTaken({ from, by, groups, within }: Taking): Promise<void> {
  await eventually(() => assertTaken(from, by, groups), { within, describe: 'every group has taken everything in' })
}

type Reading = (typeof readings)[number]

async function assertTaken(from: Installation, by: Installation, groups: readonly Reading[]): Promise<void> {
  for (const { group, source, service } of groups) {
    const streams = await from.rows<{ id: string; version: number }>(source, `select id, version from ${source}.stream`)
    const [found] = await by.rows<{ behind: number }>(
      service,
      `select count(*)::int as behind from unnest($3::text[], $4::int[]) as stream (id, version)
       where not exists (select from ${service}.consumer_stream kept where kept.consumer_group = $1
         and kept.source = $2 and kept.stream_id = stream.id and kept.version >= stream.version)`,
      [group, source, streams.map(({ id }) => id), streams.map(({ version }) => version)],
    )
    if (found!.behind > 0) throw new Error(`${group} has not taken in ${found!.behind} streams of ${source}`)
  }
}
