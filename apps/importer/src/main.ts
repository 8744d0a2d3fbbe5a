import { CommandsClient, ServiceFailure, TokenRefused } from '@zhuji/client'
import { readMapping } from './mapping/mapping-file.adapter.js'
import { MappingError } from './mapping/mapping.js'
import { FileFailure } from './rows/csv-rows.adapter.js'
import { HeaderError } from './rows/row-cells.js'
import { ImportStopped } from './run/file-import.adapter.js'
import { importFiles } from './run/import-files.adapter.js'
import { ImportReport } from './run/import-report.adapter.js'
import { describeTally } from './run/import-tally.js'
import { type ImporterConfig, readImporterConfig, UsageError } from './run/importer.config.js'
import { progressOn } from './run/progress.adapter.js'

/** Reads registers and ledgers and gives what they say anew as commands, over HTTP like everyone else. */
try {
  await run(readImporterConfig(process.argv.slice(2)))
} catch (error) {
  const known = [UsageError, MappingError, FileFailure, HeaderError, ImportStopped, ServiceFailure, TokenRefused]
  const isKnown = known.some((kind) => error instanceof kind)
  process.stderr.write(`${isKnown ? (error as Error).message : String((error as Error).stack ?? error)}\n`)
  process.exitCode = 1
}

async function run(config: ImporterConfig): Promise<void> {
  const mapping = await readMapping(config.mappingPath)
  const { url, tokens, files, knownOn, reportPath } = config
  const baseUrl = () => url
  await new CommandsClient({ baseUrl, tokens, language: 'en', attemptsMax: 3 }).get('', '/api/v1/session')
  const report = new ImportReport(reportPath)
  const stopping = stopOnSignal()
  const client = new CommandsClient({ baseUrl, tokens, language: 'en' })
  const progress = progressOn(process.stderr)
  try {
    const tallies = importFiles({ mapping, files, knownOn, client, report, signal: stopping.signal, progress })
    for await (const tally of tallies) say(describeTally(tally))
  } finally {
    await report.close()
    say(describeReport(report))
  }
}

/** The first signal lets batches that are under way end; the second does not wait. */
function stopOnSignal(): AbortController {
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping.signal.aborted) process.exit(130)
      stopping.abort()
      process.stderr.write('\nstopping after the current batches …\n')
    })
  }
  return stopping
}

function describeReport({ counts, first, path }: ImportReport): string[] {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  if (total === 0) return ['every row was taken as it is']
  return [
    `${counts['row-rejected']} rows rejected, ${counts['cell-left-out']} rows with cells left out, ` +
      `${counts.refused} commands refused, ${counts.marked} marks; all in ${path}`,
    ...first.map(({ file, row, field, reason, value }) => `  ${file} row ${row}, ${field}: ${reason} [${value}]`),
  ]
}

function say(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}
