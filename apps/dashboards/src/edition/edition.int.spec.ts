import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { poolOf } from '@zhuji/platform'
import { dashboardMigrations } from '../migrations/dashboards.migration.js'
import { projectFacts } from '../projection/dashboard.projection.js'
import { anyEvent } from '../told-facts/any-event.features.js'
import { TakenIn } from '../told-facts/taken-in.features.js'
import { EDITION } from './edition.js'
import { tablesOf } from './tables.features.js'

/** What the editions of the program made of the events below. */
const OUTCOME = { edition: 15, hash: 'd0c083125813d89a' }

it('what the program makes of the same events changes with its edition only', async () => {
  const takenIn = await TakenIn.open({ migrations: dashboardMigrations, project: projectFacts })
  try {
    await takenIn.batch(...fc.sample(anyEvent, { seed: 20_170_406, numRuns: 200 }))
    const tables = JSON.stringify(await tablesOf(poolOf(takenIn.source)))
    const hash = createHash('sha256').update(tables).digest('hex').slice(0, 16)
    // Another hash: raise EDITION, so that installations build their tables anew, and note both here.
    expect({ edition: EDITION, hash }).toEqual(OUTCOME)
  } finally {
    await takenIn.close()
  }
})
