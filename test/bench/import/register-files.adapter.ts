import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** What stands in the way of this bench: the register lies outside the repository. */
export class NoRegisterHere extends Error {}

export interface RegisterFiles {
  /** Of several days. */
  readonly snapshots: readonly string[]
  readonly payments: readonly string[]
}

/** The register's snapshots and payments in a folder. Throws NoRegisterHere when one of the two is not there. */
export async function registerFilesIn(folder: string | undefined): Promise<RegisterFiles> {
  if (folder === undefined) throw new NoRegisterHere('no register: name the folder that holds it with --register DIR')
  const names = await readdir(folder).catch(() => [])
  const those = (pattern: RegExp) => names.filter((name) => pattern.test(name)).map((name) => join(folder, name))
  const files = { snapshots: those(/^obras_.*\.csv(\.gz)?$/), payments: those(/^payments\.csv(\.gz)?$/) }
  if (files.snapshots.length === 0 || files.payments.length === 0) {
    throw new NoRegisterHere(`no register: ${folder} holds no obras_….csv.gz or no payments.csv.gz`)
  }
  return files
}
