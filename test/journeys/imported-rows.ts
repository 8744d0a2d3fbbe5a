import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type CommandsClient } from '@zhuji/client'
import { type FileTally, importFiles, ImportReport, type parseMapping } from '../../apps/importer/src/index.js'

export interface Rows {
  readonly folder: string
  /** Of the file; the day it names is the day since when its source knew the rows. */
  readonly name: string
  readonly lines: readonly string[]
  readonly mapping: ReturnType<typeof parseMapping>
  readonly client: CommandsClient
}

/** Writes the rows into a file and imports it. */
export async function importRows(rows: Rows): Promise<FileTally & { report: ImportReport }> {
  const path = join(rows.folder, rows.name)
  await writeFile(path, `${rows.lines.join('\n')}\n`)
  const report = new ImportReport(undefined)
  const { mapping, client } = rows
  const signal = new AbortController().signal
  for await (const tally of importFiles({ mapping, files: [path], knownOn: undefined, client, report, signal })) {
    return { ...tally, report }
  }
  throw new Error('no file was imported')
}
