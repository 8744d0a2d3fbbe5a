import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { PASSWORD_FILE, SUPERUSER } from './data-directory.adapter.js'
import { LOOPBACK } from './free-port.adapter.js'
import { readPostmasterFile } from './ownership.adapter.js'
import { isRunning } from './process-facts.adapter.js'

/** The way to an embedded server that another process runs; undefined when none runs in the directory. */
export async function attachEmbeddedPostgres(
  dataDirectory: string,
): Promise<{ url(database: string): string } | undefined> {
  const directory = resolve(dataDirectory)
  const server = await readPostmasterFile(directory)
  if (!server || !isRunning(server.pid) || server.status !== 'ready') return undefined
  const password = await readFile(join(directory, PASSWORD_FILE), 'utf8')
  return {
    url: (database) => `postgres://${SUPERUSER}:${password}@${LOOPBACK}:${server.port}/${encodeURIComponent(database)}`,
  }
}
