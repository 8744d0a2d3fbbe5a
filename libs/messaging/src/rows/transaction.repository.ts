import type { Pool, PoolClient } from 'pg'

/** Prepared, because what the driver sends as plain text leaves by itself, ahead of the statements it travels with. */
export const BEGIN = { name: 'begin', text: 'begin' }

/** All or nothing. Travels with the first statements of the work; a connection that cannot even roll back is thrown away. */
export async function inTransaction<T>(pool: Pool, work: (tx: PoolClient) => Promise<T>): Promise<T> {
  const tx = await pool.connect()
  let broken = true
  try {
    const [, result] = await Promise.all([tx.query(BEGIN), work(tx)])
    await tx.query('commit')
    broken = false
    return result
  } catch (error) {
    broken = await tx.query('rollback').then(
      () => false,
      () => true,
    )
    throw error
  } finally {
    tx.release(broken)
  }
}

/**
 * Waits for statements of one transaction that were sent one behind the other. Of those that fail the first says why; the
 * others only that the transaction is over, and sometimes sooner.
 */
export async function together(sent: readonly Promise<unknown>[]): Promise<void> {
  for (const statement of sent) statement.catch(() => undefined)
  for (const statement of sent) await statement
}
