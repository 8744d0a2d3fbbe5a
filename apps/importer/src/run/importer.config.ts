import { parseArgs } from 'node:util'
import { type Environment, type TokenSource, tokensFor } from '@zhuji/client'
import { isCalendarDate } from '@zhuji/kernel'

export interface ImporterConfig {
  readonly mappingPath: string
  readonly files: readonly string[]
  readonly knownOn: string | undefined
  readonly url: string
  readonly reportPath: string
  readonly tokens: TokenSource
}

export const usage = `npm run import -- --mapping <file.json> [options] FILE…

  --mapping FILE     how to read the files (examples: apps/importer/mappings)
  --known-on DATE    the day on which the source knew what the files say; a register whose
                     name carries a day (obras_2017-04-06.csv.gz) needs none
  --url URL          where the services answer (default http://127.0.0.1 at PORT, or 3000)
  --report FILE      what was not taken, and why (default import-report.csv)

Who gives the commands: ZHUJI_TOKEN, or ZHUJI_CLIENT_ID and ZHUJI_CLIENT_SECRET (with ZHUJI_TOKEN_URL, default
<url>/oidc/token), else the administrator of the embedded issuer in DATA_DIRECTORY (default .data).`

/** Everything that is wrong with the command line and the environment, in one message. */
export class UsageError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`${faults.map((fault) => `import: ${fault}`).join('\n')}\n\n${usage}`)
    this.name = 'UsageError'
  }
}

export function readImporterConfig(argv: readonly string[], environment: Environment = process.env): ImporterConfig {
  const { values, positionals } = parsedArguments(argv)
  const faults: string[] = []
  const { mapping, url = `http://127.0.0.1:${environment.PORT ?? '3000'}`, report = 'import-report.csv' } = values
  const knownOn = values['known-on']
  if (mapping === undefined) faults.push('--mapping is missing')
  if (positionals.length === 0) faults.push('no file is named')
  if (knownOn !== undefined && !isCalendarDate(knownOn))
    faults.push(`--known-on ${String(knownOn)} is no day (2017-04-06)`)
  if (!URL.canParse(url)) faults.push(`--url ${url} is no address`)
  const tokens = faults.length === 0 ? tokensFor(url, environment, faults) : undefined
  if (mapping === undefined || tokens === undefined || faults.length > 0) throw new UsageError(faults)
  return { mappingPath: mapping, files: positionals, knownOn, url: url.replace(/\/$/, ''), reportPath: report, tokens }
}

function parsedArguments(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        mapping: { type: 'string' },
        'known-on': { type: 'string' },
        url: { type: 'string' },
        report: { type: 'string' },
      },
    })
  } catch (error) {
    throw new UsageError([(error as Error).message])
  }
}
