import { join } from 'node:path'
import { Logger } from '@nestjs/common'
import type { FastifyInstance } from 'fastify'
import { ConfigError, isLoopback, type Role } from '@zhuji/platform'
import { accounts } from './accounts.js'
import { adapterOver, GrantStore } from './grant-store.adapter.js'
import { type IssuerSecrets, issuerSecretsIn } from './issuer-secrets.adapter.js'
import { issuerProvider, mountPathOf } from './provider.adapter.js'
import { SignIn } from './sign-in.adapter.js'

export interface IssuerOptions {
  /** `http://localhost:3000/oidc`: the name in every token, whatever host a request came by. */
  readonly issuerUrl: string
  readonly dataDirectory: string
  readonly audience: string
}

export interface IssuedAccount {
  readonly username: string
  readonly name: string
  readonly role: Role
  readonly unit: string | null
  readonly password: string
  /** For `curl -u username:clientSecret -d grant_type=client_credentials`. */
  readonly clientSecret: string
}

export interface MountedIssuer {
  readonly issuerUrl: string
  readonly tokenUrl: string
  readonly jwksUrl: string
  readonly accounts: readonly IssuedAccount[]
}

/**
 * Whether this process may be its own issuer. Its accounts are made for trying things out, so it stays on this machine
 * unless somebody asks for it by name. Throws a ConfigError otherwise.
 */
export function assertMayEmbedIssuer(facts: { profile: string; host: string; asked: boolean }): void {
  if (facts.asked || (facts.profile === 'embedded' && isLoopback(facts.host))) return
  const rule =
    'name your identity provider, or set EMBEDDED_ISSUER=true to use the built-in accounts on an address that others can reach'
  throw new ConfigError([{ variable: 'OIDC_ISSUER', rule, value: '(unset)' }])
}

/**
 * Puts the issuer under the path of its URL on the same server. Must run before the server is initialised (`prepare` of
 * createHttpApp). Bodies go to the issuer unread: its routes live in a scope without Fastify's parsers.
 */
export async function mountIssuer(fastify: FastifyInstance, options: IssuerOptions): Promise<MountedIssuer> {
  const { issuerUrl, dataDirectory, audience } = options
  const secrets = await issuerSecretsIn(dataDirectory)
  const store = new GrantStore(join(dataDirectory, 'issuer-sign-ins.json'))
  await store.open()
  const origins = originsOf(issuerUrl)
  const provider = issuerProvider({ issuerUrl, audience, origins, secrets, adapter: adapterOver(store) })
  const logger = new Logger('Issuer')
  provider.on('server_error', (_, error) => logger.error('the issuer failed', error))
  const mountPath = mountPathOf(issuerUrl)
  const handle = provider.callback()
  await fastify.register(async (scope) => new SignIn(provider, secrets, issuerUrl).register(scope))
  await fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _body, done) => done(null))
    scope.all(`${mountPath}/*`, (request, reply) => {
      reply.hijack()
      // The library works below its mount path and finds that path again by the original URL.
      const { url = '/' } = request.raw
      void handle(Object.assign(request.raw, { originalUrl: url, url: url.slice(mountPath.length) }), reply.raw)
    })
    scope.addHook('onClose', () => store.close())
  })
  return {
    issuerUrl,
    tokenUrl: `${issuerUrl}/token`,
    jwksUrl: `${issuerUrl}/jwks`,
    accounts: issuedAccounts(secrets),
  }
}

/** The accounts with what is needed to be one of them; made on the first call for a directory. */
export async function issuedAccountsIn(dataDirectory: string): Promise<readonly IssuedAccount[]> {
  return issuedAccounts(await issuerSecretsIn(dataDirectory))
}

function issuedAccounts(secrets: IssuerSecrets): readonly IssuedAccount[] {
  return accounts.map(({ username, name, role, unit }) => {
    const { password = '', clientSecret = '' } = secrets.accounts[username] ?? {}
    return { username, name, role, unit: unit?.name ?? null, password, clientSecret }
  })
}

/** Both names of this machine are the same place for a browser's user, though not for a browser. */
function originsOf(issuerUrl: string): string[] {
  const { origin, hostname } = new URL(issuerUrl)
  if (!isLoopback(hostname)) return [origin]
  return ['localhost', '127.0.0.1'].map((name) => origin.replace(hostname, name))
}
