import type { PoolClient } from 'pg'
import { type DataOf, ProgrammeIssued, ProgrammeRevised, type RecordedEvent } from '@zhuji/contracts'
import type { Projection } from '@zhuji/messaging'

export type Programme = DataOf<typeof ProgrammeIssued>
export type TargetLine = Programme['lines'][number]

/** Every version of every programme as it was issued: a figure names the one it was compared with. */
export const programmeVersions: Projection = {
  group: 'dashboards.programmes',
  events: [ProgrammeIssued, ProgrammeRevised],
  take: keepVersions,
  tables: [{ name: 'programme_version', key: ['programme_id', 'version'] }],
}

export async function keepVersions(events: readonly RecordedEvent[], tx: PoolClient): Promise<void> {
  const rows = events.map(({ id, data, occurredOn, knownOn, recordedAt }) => {
    const { reason: _, ...programme } = data as DataOf<typeof ProgrammeRevised>
    return {
      programme_id: programme.programmeId,
      version: programme.version,
      occurred_on: occurredOn,
      known_on: knownOn,
      recorded_at: recordedAt,
      event_id: id,
      programme,
    }
  })
  await tx.query({
    name: 'keep-programme-versions',
    text: `insert into programme_version select * from json_populate_recordset(null::programme_version, $1)
      on conflict (programme_id, version) do nothing`,
    values: [JSON.stringify(rows)],
  })
}
