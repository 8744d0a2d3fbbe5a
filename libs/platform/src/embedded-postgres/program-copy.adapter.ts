import { chmod, cp, lstat, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { DomainError } from '@zhuji/kernel'
import { closedTo, type Identity, unreachable } from './reach.adapter.js'

/**
 * A copy of PostgreSQL's programs (60 MB, half a second, once per version) where the server's user can run them: they
 * look for their libraries beside themselves, so a closed folder above them cannot be passed by a descriptor. The name
 * can be foreseen, so a folder that is not ours alone is not trusted.
 */
export async function reachableCopy(native: string, version: string, identity: Identity): Promise<string> {
  const closed = await closedTo(identity, tmpdir())
  if (closed !== undefined) throw unreachable(closed, tmpdir())
  const copy = join(tmpdir(), `zhuji-postgres-${version}-${process.getuid?.() ?? 'any'}`)
  if (!(await isWhole(copy, native))) await replace(copy, native)
  return copy
}

/** Programs that tidy up the temporary folder remove single files. */
async function isWhole(copy: string, native: string): Promise<boolean> {
  const found = await lstat(copy).catch(() => undefined)
  if (!found) return false
  if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o022) !== 0) {
    throw new DomainError('conflict', 'embedded-postgres-directory-not-ours', { figures: { directory: copy } })
  }
  const copied = new Set(await readdir(copy, { recursive: true }))
  return (await readdir(native, { recursive: true })).every((name) => copied.has(name))
}

async function replace(copy: string, native: string): Promise<void> {
  const draft = await mkdtemp(`${copy}.new-`)
  try {
    await cp(native, draft, { recursive: true, verbatimSymlinks: true })
    await openToAll(draft)
    await rm(copy, { recursive: true, force: true })
    await rename(draft, copy).catch((error: NodeJS.ErrnoException) => {
      // Another process was first with the same version; its copy stands and ours is thrown away.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await openToAll(path)
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644)
  }
}
