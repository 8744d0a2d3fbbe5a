import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { clientCredentials, fixedToken, type TokenSource } from '@zhuji/client'
import { isCalendarDate } from '@zhuji/kernel'

export interface ImporterConfig {
  readonly mappingPath: string
  readonly files: readonly string[]
  readonly knownOn: string | undefined
  readonly url: string
  readonly reportPath: string
  readonly tokens: TokenSource
}

export type Environment = Readonly<Record<string, string | undefined>>

export const usage = `npm run import -- --mapping <file.json> [options] FILE…

  --mapping FILE     how to read the files (examples: apps/importer/mappings)
  --known-on DATE    the day on which the source knew what the files say; a register whose
                     name carries a day (obras_2017-04-06.csv.gz) needs none
  --url URL          where the services answer (default http://127.0.0.1:3000)
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
  const { mapping, url = 'http://127.0.0.1:3000', report = 'import-report.csv' } = values
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

function tokensFor(url: string, environment: Environment, faults: string[]): TokenSource | undefined {
  const { ZHUJI_TOKEN: token, ZHUJI_CLIENT_ID: clientId, ZHUJI_CLIENT_SECRET: clientSecret } = environment
  if (token) return fixedToken(token)
  const tokenUrl = environment.ZHUJI_TOKEN_URL ?? `${url.replace(/\/$/, '')}/oidc/token`
  if (clientId && clientSecret) return clientCredentials({ tokenUrl, clientId, clientSecret })
  if (clientId || clientSecret) faults.push('ZHUJI_CLIENT_ID and ZHUJI_CLIENT_SECRET belong together')
  else return embeddedAdministrator(tokenUrl, environment, faults)
  return undefined
}

/** The embedded issuer keeps its accounts beside the data; whoever may read that file owns the data anyway. */
function embeddedAdministrator(tokenUrl: string, environment: Environment, faults: string[]): TokenSource | undefined {
  const directory = resolve(environment.DATA_DIRECTORY ?? '.data')
  const path = join(directory, 'issuer-secrets.json')
  try {
    const secrets = JSON.parse(readFileSync(path, 'utf8')) as {
      accounts?: { administrator?: { clientSecret?: string } }
    }
    const clientSecret = secrets.accounts?.administrator?.clientSecret
    if (clientSecret) return clientCredentials({ tokenUrl, clientId: 'administrator', clientSecret })
    faults.push(`${path} has no administrator`)
  } catch (error) {
    faults.push(`no credentials: set ZHUJI_TOKEN, or start Zhuji once on this machine (${(error as Error).message})`)
  }
  return undefined
}
