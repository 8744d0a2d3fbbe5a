import { type DataOf, MilestoneReached, ProgressReported, WorkInspected, WorkTakenOver } from '@zhuji/contracts'
import { type Projection, UNHURRIED_MS } from '@zhuji/messaging'

type WithEvidence = Pick<DataOf<typeof ProgressReported>, 'projectId' | 'evidence'>

/** Which project's facts name which files. */
export const evidenceUsesProjection: Projection = {
  group: 'milestones.evidence-uses',
  paceMs: UNHURRIED_MS,
  events: [ProgressReported, MilestoneReached, WorkInspected, WorkTakenOver],
  tables: [{ name: 'evidence_use', key: ['file_id', 'project_id'] }],
  take: async (events, tx) => {
    const uses = events.flatMap((event) => {
      const { projectId, evidence } = event.data as WithEvidence
      return evidence.map(({ fileId }) => ({ file_id: fileId, project_id: projectId }))
    })
    if (uses.length === 0) return
    await tx.query(
      `insert into evidence_use select * from json_populate_recordset(null::evidence_use, $1)
       on conflict do nothing`,
      [JSON.stringify(uses)],
    )
  },
}
