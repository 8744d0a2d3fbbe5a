import type { Pool, PoolClient } from 'pg'
import { type DataOf, ProgrammeIssued, ProgrammeRevised, type RecordedEvent } from '@zhuji/contracts'
import { programmeRhythm } from '@zhuji/figures'
import type { KnownRhythm } from './known-rhythms.js'

export const rhythmEvents = [ProgrammeIssued, ProgrammeRevised] as const

/** Programmes are few; whoever is judged next is judged by all of them. */
export async function rhythmsOfProgrammes(client: Pool | PoolClient): Promise<readonly KnownRhythm[]> {
  const { rows } = await client.query<{ asked: KnownRhythm }>(
    'select asked from known_rhythm order by programme_id, version',
  )
  return rows.map(({ asked }) => asked)
}

/** A programme that asks for reports, or no longer does, may change the lights of any project. */
export async function takeRhythms(events: readonly RecordedEvent[], tx: PoolClient): Promise<void> {
  const rows = events.map(({ id: because, data, occurredOn }) => {
    const asked = { ...programmeRhythm(data as DataOf<typeof ProgrammeIssued>, occurredOn), because }
    return { programme_id: asked.programmeId, version: asked.version, asked }
  })
  await tx.query({
    name: 'keep-rhythms',
    text: `insert into known_rhythm select * from json_populate_recordset(null::known_rhythm, $1)
      on conflict (programme_id, version) do nothing`,
    values: [JSON.stringify(rows)],
  })
  if (rows.some(({ asked }) => asked.rhythm !== undefined || asked.version > 1)) {
    await tx.query(
      `update watched_project w set check_on = '-infinity'
       from (select project_id from watched_project order by project_id for update) all_of_them
       where w.project_id = all_of_them.project_id`,
    )
  }
}
