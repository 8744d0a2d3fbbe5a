import { createHash } from 'node:crypto'
import type { Projection } from '@zhuji/messaging'
import type { Service } from '../../installation/services.js'
import { compareTables } from '../../shadow/compare-tables.repository.js'
import { type Filled, type FillOptions, fillShadow } from '../../shadow/fill-shadow.repository.js'
import { Reach } from '../../shadow/reach.repository.js'
import { ShadowModel } from '../../shadow/shadow-model.repository.js'
import type { Check, Counts, Finding } from '../check.js'

/** The live read model against one that was built anew from the logs, up to the same events, beside it. */
export function readModel(service: Service, projection: Projection): Check {
  return {
    name: `read-model ${projection.group}`,
    service: service.context,
    run: async (scene, found) => {
      const databaseUrl = scene.installation.databaseUrl(service.context)
      const model = await ShadowModel.create({ service, projection, databaseUrl, purpose: 'verify' })
      try {
        return (await compareWithFresh({ ...scene, service, projection, model }, found)).counts
      } finally {
        await model.drop()
        await model.close()
      }
    },
  }
}

export interface Comparison extends Omit<FillOptions, 'reach'> {
  readonly service: Service
}

export interface Compared extends Pick<Filled, 'resume'> {
  readonly counts: Counts
}

/** Fills the model with what the live one has taken in, and reports every row in which they differ. */
export async function compareWithFresh(comparison: Comparison, found: (finding: Finding) => void): Promise<Compared> {
  const { snapshots, service, projection, model } = comparison
  const live = { client: snapshots.get(service.context), schema: service.context }
  const reach = await Reach.of(live.client, service.context, projection.group)
  const { events, resume } = await fillShadow({ ...comparison, reach })
  for (const { row, source, error } of model.deadLetters) {
    const figures = { group: projection.group, source, eventId: row.id, type: row.type, cause: error.message }
    found({ slug: 'event-not-taken-in', figures })
  }
  const fresh = { client: model.client, schema: model.schema }
  await model.client.query('begin isolation level repeatable read read only')
  let rows = 0
  const hash = createHash('sha256')
  for (const table of projection.tables) {
    const compared = await compareTables(table, { live, fresh }, ({ key, columns }) => {
      const names = Object.keys(columns)
      const shown = names.map((name) => `${name}: ${JSON.stringify(columns[name])}`).join('; ')
      const figures = { group: projection.group, table: table.name, row: key, field: names.join(', '), values: shown }
      found({ slug: 'read-model-differs', figures })
    })
    rows += compared.rows
    hash.update(compared.liveHash)
  }
  await model.client.query('commit')
  return { counts: { events, rows, hash: hash.digest('hex').slice(0, 16) }, resume }
}
