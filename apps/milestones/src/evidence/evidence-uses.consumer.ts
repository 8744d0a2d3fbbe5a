import { Controller } from '@nestjs/common'
import { Ctx, Payload } from '@nestjs/microservices'
import type { PoolClient } from 'pg'
import { type DataOf, MilestoneReached, ProgressReported, type RecordedEvent, WorkInspected } from '@zhuji/contracts'
import { Consumes } from '@zhuji/messaging'

type WithEvidence = Pick<DataOf<typeof ProgressReported>, 'projectId' | 'evidence'>

/** Remembers which project's facts name which files: that decides who may open them. */
@Controller()
export class WhenEvidenceIsNamed {
  @Consumes({ group: 'milestones.evidence-uses', events: [ProgressReported, MilestoneReached, WorkInspected] })
  async on(@Payload() events: readonly RecordedEvent[], @Ctx() tx: PoolClient): Promise<void> {
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
  }
}
