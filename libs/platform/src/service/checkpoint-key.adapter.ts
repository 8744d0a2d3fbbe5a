import { generateKeyPairSync } from 'node:crypto'
import { existsSync } from 'node:fs'
import { link, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const FILE = 'checkpoint-key.pem'

/** Where a data directory keeps the key of its checkpoints; undefined where it has none. */
export function checkpointKeyFileIn(directory: string): string | undefined {
  const path = join(directory, FILE)
  return existsSync(path) ? path : undefined
}

/** The same, made on the first start: readable by the owner of the process alone (0600), whole or not at all, never made twice. */
export async function keepCheckpointKeyIn(directory: string): Promise<string> {
  const path = join(directory, FILE)
  if (existsSync(path)) return path
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const { privateKey } = generateKeyPairSync('ed25519')
  const draft = `${path}.${process.pid}.draft`
  await writeFile(draft, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 })
  try {
    await link(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await rm(draft)
  }
  return path
}
