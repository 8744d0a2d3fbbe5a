import { languageOf } from '@zhuji/platform'
import type { Adapter, Client, Context, Grant } from 'oidc-provider'
// The package's own entry does no more than warn of Node 20 and hand the provider on. Ours is the embedded profile's
// issuer only, and its specs pass from Node 20.19 on.
import { Provider } from 'oidc-provider/lib/provider.js'
import { accountOf, accounts, claimsOf } from './accounts.js'
import type { IssuerSecrets } from './issuer-secrets.adapter.js'
import { failedPage, signOutPage } from './sign-in-page.js'

/** The API as the issuer knows it; tokens carry the audience instead of this name. */
const RESOURCE = 'urn:zhuji:api'
const SCOPE = 'zhuji'
const HOUR_S = 3600
const DAY_S = 24 * HOUR_S

export interface ProviderOptions {
  readonly issuerUrl: string
  readonly audience: string
  /** Where the console may be, as origins. */
  readonly origins: readonly string[]
  readonly secrets: IssuerSecrets
  readonly adapter: (model: string) => Adapter
}

/** The path of the issuer, `/oidc`. */
export function mountPathOf(issuerUrl: string): string {
  return new URL(issuerUrl).pathname.replace(/\/$/, '')
}

export function signInPath(issuerUrl: string, uid: string): string {
  return `${mountPathOf(issuerUrl)}/sign-in/${uid}`
}

export function issuerProvider(options: ProviderOptions): Provider {
  const { issuerUrl, secrets, origins, adapter } = options
  return new Provider(issuerUrl, {
    adapter,
    clients: [consoleClient(origins), ...machineClients(secrets)],
    jwks: { keys: secrets.keys },
    cookies: { keys: [secrets.cookieKey] },
    findAccount: (_: Context, username: string) => foundAccount(username),
    claims: { openid: ['sub'], profile: ['name', 'role', 'unit_id', 'unit_name', 'regions'] },
    conformIdTokenClaims: false,
    scopes: ['openid', 'profile', 'offline_access'],
    interactions: { url: (_: Context, { uid }: { uid: string }) => signInPath(issuerUrl, uid) },
    loadExistingGrant: firstPartyGrant,
    issueRefreshToken: (_: Context, client: Client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    clientBasedCORS: (_: Context, origin: string) => origins.includes(origin),
    extraTokenClaims: tokenClaims,
    renderError: renderFailure,
    features: featuresOf(options),
    ttl: {
      AccessToken: HOUR_S,
      ClientCredentials: HOUR_S,
      IdToken: HOUR_S,
      AuthorizationCode: 60,
      Interaction: HOUR_S,
      RefreshToken: 14 * DAY_S,
      Session: 14 * DAY_S,
      Grant: 14 * DAY_S,
    },
  })
}

function featuresOf({ audience }: ProviderOptions) {
  return {
    devInteractions: { enabled: false },
    userinfo: { enabled: false },
    clientCredentials: { enabled: true },
    revocation: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (context: Context, form: string) => {
        context.body = signOutPage(languageOf(context.get('accept-language')), form)
      },
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => RESOURCE,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        audience,
        scope: SCOPE,
        accessTokenTTL: HOUR_S,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  }
}

function consoleClient(origins: readonly string[]) {
  return {
    client_id: 'console',
    client_name: '筑迹 Zhuji',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: origins.map((origin) => `${origin}/signed-in`),
    post_logout_redirect_uris: origins.map((origin) => `${origin}/`),
  }
}

/** One client per account, so that a shell can act in each role without a browser. */
function machineClients(secrets: IssuerSecrets) {
  return accounts.map(({ username, name }) => ({
    client_id: username,
    client_name: name,
    client_secret: secrets.accounts[username]?.clientSecret,
    token_endpoint_auth_method: 'client_secret_basic',
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
  }))
}

function foundAccount(username: string) {
  const account = accountOf(username)
  return account && { accountId: username, claims: () => ({ sub: username, ...claimsOf(account) }) }
}

function tokenClaims(_: Context, token: { accountId?: string; clientId?: string }) {
  const account = accountOf(token.accountId ?? token.clientId ?? '')
  return account && claimsOf(account)
}

/** The console is ours: nobody is asked whether it may know who they are. */
async function firstPartyGrant({ oidc }: Context): Promise<Grant | undefined> {
  const { accountId } = oidc.session
  if (accountId === undefined) return undefined
  const known = oidc.session.grantIdFor(oidc.client.clientId)
  const existing = known === undefined ? undefined : await oidc.provider.Grant.find(known)
  if (existing) return existing
  const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId })
  grant.addOIDCScope('openid profile offline_access')
  grant.addResourceScope(RESOURCE, SCOPE)
  await grant.save()
  return grant
}

function renderFailure(context: Context, out: { error: string; error_description?: string }): void {
  context.type = 'html'
  context.body = failedPage(languageOf(context.get('accept-language')), out.error_description ?? out.error)
}
