import type { Pool, PoolClient } from 'pg'
import { EDITION, type ModelState } from './edition.js'

const MODEL = 'dashboards'

/**
 * Held until the end of the transaction: no rebuild begins or goes on beside a batch. Undefined where nobody has written
 * anything yet.
 */
export function holdState(tx: PoolClient): Promise<ModelState | undefined> {
  return stateBy(tx, { name: 'hold-edition', lock: 'for share' })
}

export function readState(pool: Pool): Promise<ModelState | undefined> {
  return stateBy(pool, { name: 'read-edition', lock: '' })
}

/** Whoever writes first into empty tables makes them this edition's: a shadow that is filled from the logs, too. */
export async function noteEdition(tx: PoolClient): Promise<void> {
  await tx.query(
    `insert into model_edition (model, edition, complete) values ($1, $2, true) on conflict (model) do nothing`,
    [MODEL, EDITION],
  )
}

/** What a rebuild knows of itself; nobody else changes it before the end of the transaction. */
export async function lockState(
  tx: PoolClient,
): Promise<(ModelState & { readonly behind: string | null }) | undefined> {
  const { rows } = await tx.query<ModelState & { readonly behind: string | null }>(
    `select edition, complete, behind from model_edition where model = $1 for update`,
    [MODEL],
  )
  return rows[0]
}

/** `behind` is the last project that is done; none before the first, and none when all are. */
export async function writeState(tx: PoolClient, complete: boolean, behind: string | null): Promise<void> {
  await tx.query(
    `insert into model_edition (model, edition, complete, behind) values ($1, $2, $3, $4)
     on conflict (model) do update set edition = excluded.edition, complete = excluded.complete, behind = excluded.behind`,
    [MODEL, EDITION, complete, behind],
  )
}

async function stateBy(
  client: Pool | PoolClient,
  { name, lock }: { readonly name: string; readonly lock: string },
): Promise<ModelState | undefined> {
  const { rows } = await client.query<ModelState>({
    name,
    text: `select edition, complete from model_edition where model = $1 ${lock}`,
    values: [MODEL],
  })
  return rows[0]
}
