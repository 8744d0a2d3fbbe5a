import type { Pool, PoolClient } from 'pg'

/** What is read within it belongs together: amounts, and the positions they stand at. */
export async function inSnapshot<Result>(pool: Pool, read: (tx: PoolClient) => Promise<Result>): Promise<Result> {
  const tx = await pool.connect()
  try {
    await tx.query('begin isolation level repeatable read read only')
    return await read(tx)
  } finally {
    await tx.query('rollback').catch(() => undefined)
    tx.release()
  }
}
