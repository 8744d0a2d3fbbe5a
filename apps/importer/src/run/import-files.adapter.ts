import { basename } from 'node:path'
import { stat } from 'node:fs/promises'
import type { CommandsClient } from '@zhuji/client'
import type { Mapping } from '../mapping/mapping.js'
import { importFile } from './file-import.adapter.js'
import type { ImportReport } from './import-report.adapter.js'
import type { FileTally } from './import-tally.js'
import { type DatedFile, datedFiles } from './dated-files.js'
import type { Progress } from './progress.adapter.js'

export interface ImportFiles {
  readonly mapping: Mapping
  readonly files: readonly string[]
  readonly knownOn: string | undefined
  readonly client: CommandsClient
  readonly report: ImportReport
  readonly signal: AbortSignal
  readonly progress?: Progress
}

/** Imports files in the order of their days, one after the other; tells each one's tally as soon as it is done. */
export async function* importFiles(options: ImportFiles): AsyncGenerator<FileTally> {
  const { mapping, files, knownOn } = options
  for (const file of datedFiles(files, { mapping, knownOn })) yield await importOne(file, options)
}

async function importOne({ path, knownOn }: DatedFile, options: ImportFiles): Promise<FileTally> {
  const { mapping, client, report, signal, progress } = options
  const size = await stat(path).then(
    ({ size }) => size,
    () => 0,
  )
  progress?.begin(basename(path), size)
  try {
    const onProgress = (tally: FileTally, readBytes: number) => progress?.update(tally, readBytes)
    return await importFile({ path, knownOn, mapping, client, report, signal, onProgress })
  } finally {
    progress?.end()
  }
}
