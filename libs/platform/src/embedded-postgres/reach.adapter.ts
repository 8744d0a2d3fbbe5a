import { openSync, closeSync } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DomainError } from '@zhuji/kernel'

export interface Identity {
  readonly uid: number
  readonly gid: number
}

/** The first folder or file from the root down that this user may not pass, or undefined when the way is open. */
export async function closedTo(identity: Identity | undefined, path: string): Promise<string | undefined> {
  if (!identity) return undefined
  for (const step of stepsTo(await realpath(path))) {
    const { uid, gid, mode } = await stat(step)
    const search = uid === identity.uid ? 0o100 : gid === identity.gid ? 0o010 : 0o001
    if ((mode & search) === 0) return step
  }
  return undefined
}

function stepsTo(path: string): string[] {
  const above = dirname(path)
  return above === path ? [path] : [...stepsTo(above), path]
}

export function unreachable(closed: string, path: string): DomainError {
  const figures = { directory: closed, path, user: 'postgres', remedy: `chmod o+x ${closed}` }
  return new DomainError('conflict', 'embedded-postgres-directory-closed', { figures })
}

/**
 * Folders of root's that the server's user owns but cannot walk to, because one above them is closed. Such a folder is
 * opened by us and handed over as a descriptor: below `/proc/self/fd/<n>` a process needs no way from the root, and the
 * closed folder stays as closed as its owner made it. Only Linux has such paths; elsewhere the closed folder is named.
 */
export class HandedOver {
  private readonly opened: number[] = []

  constructor(private readonly identity: Identity | undefined) {}

  /** The name under which a program that is started with `descriptors` from 3 on finds the path. */
  async nameOf(path: string): Promise<string> {
    const closed = await closedTo(this.identity, dirname(path))
    if (closed === undefined) return path
    if (process.platform !== 'linux') throw unreachable(closed, path)
    return `/proc/self/fd/${this.opened.push(openSync(path, 'r')) + 2}`
  }

  get descriptors(): readonly number[] {
    return this.opened
  }

  /** A program that was started keeps its own descriptors. */
  close(): void {
    for (const descriptor of this.opened.splice(0)) closeSync(descriptor)
  }
}
