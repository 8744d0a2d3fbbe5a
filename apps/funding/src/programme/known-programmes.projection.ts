import type { PoolClient } from 'pg'
import { type DataOf, ProgrammeIssued, ProgrammeRevised, type RecordedEvent } from '@zhuji/contracts'
import { type Projection, UNHURRIED_MS } from '@zhuji/messaging'

/** What we remember of the registry's lists: their names, and whom their lines are about. */
export const knownProgrammesProjection: Projection = {
  group: 'funding.programmes',
  paceMs: UNHURRIED_MS,
  events: [ProgrammeIssued, ProgrammeRevised],
  tables: [{ name: 'known_programme', key: ['programme_id', 'version'] }],
  take: rememberProgrammes,
}

async function rememberProgrammes(events: readonly RecordedEvent[], tx: PoolClient): Promise<void> {
  const rows = events.map(({ data, occurredOn, knownOn }) => {
    const { programmeId, version, name, lines } = data as DataOf<typeof ProgrammeIssued>
    const scopes = lines.map(({ scope: { facilityKinds, regions, projects } }) => ({
      facilityKinds,
      regions,
      projectIds: projects.map(({ projectId }) => projectId),
    }))
    return { programme_id: programmeId, version, name, scopes, occurred_on: occurredOn, known_on: knownOn }
  })
  await tx.query({
    name: 'remember-programmes',
    text: `insert into known_programme select * from jsonb_populate_recordset(null::known_programme, $1)
      on conflict (programme_id, version) do nothing`,
    values: [JSON.stringify(rows)],
  })
}
