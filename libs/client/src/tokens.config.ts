import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { clientCredentials, fixedToken, type TokenSource } from './access-token.adapter.js'

export type Environment = Readonly<Record<string, string | undefined>>

/**
 * Who gives the commands of a program on this machine: ZHUJI_TOKEN, or ZHUJI_CLIENT_ID and ZHUJI_CLIENT_SECRET (with
 * ZHUJI_TOKEN_URL), else the administrator of the embedded issuer in DATA_DIRECTORY. Undefined with a fault that says why.
 */
export function tokensFor(url: string, environment: Environment, faults: string[]): TokenSource | undefined {
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
