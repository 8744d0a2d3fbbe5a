import { type Projection, UNHURRIED_MS } from '@zhuji/messaging'
import { progressAfter, progressEvents } from './physical-progress.js'
import { knownProgress, saveProgress } from './physical-progress.repository.js'

/** What the last report of each project says of the works. */
export const physicalProgressProjection: Projection = {
  group: 'funding.physical-progress',
  paceMs: UNHURRIED_MS,
  events: progressEvents,
  tables: [{ name: 'physical_progress', key: ['project_id'] }],
  take: async (events, tx) => {
    const known = await knownProgress([...new Set(events.map((event) => event.key))], tx)
    await saveProgress(progressAfter(known, events), tx)
  },
}
