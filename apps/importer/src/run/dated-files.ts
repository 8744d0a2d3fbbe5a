import { basename } from 'node:path'
import { isCalendarDate } from '@zhuji/kernel'
import { type Mapping, MappingError } from '../mapping/mapping.js'

export interface DatedFile {
  readonly path: string
  readonly knownOn: string | undefined
}

/** The day in a file's name, between other things: `obras_2017-04-06.csv.gz`. */
export function dayInName(path: string): string | undefined {
  return [...basename(path).matchAll(/(?<!\d)\d{4}-\d\d-\d\d(?!\d)/g)].map(([day]) => day).find(isCalendarDate)
}

/**
 * Files with the days on which their source knew them, the oldest first: later snapshots are told as differences from
 * earlier ones. Throws when a register's day is neither in its name nor given.
 */
export function datedFiles(
  paths: readonly string[],
  { mapping, knownOn }: { readonly mapping: Mapping; readonly knownOn: string | undefined },
): readonly DatedFile[] {
  if (mapping.kind === 'ledger') return paths.map((path) => ({ path, knownOn }))
  const files = paths.map((path) => ({ path, knownOn: knownOn ?? dayInName(path) }))
  const undated = files.filter((file) => file.knownOn === undefined)
  if (undated.length > 0) {
    throw new MappingError(undated.map(({ path }) => `${path}: no day in its name; give --known-on`))
  }
  return files.sort((one, other) => (one.knownOn! < other.knownOn! ? -1 : Number(one.knownOn! > other.knownOn!)))
}
