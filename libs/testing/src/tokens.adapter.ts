import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'

/** Who a test speaks as; what is left out gets a harmless default. */
export interface TokenFacts {
  readonly role: 'project-office' | 'finance' | 'supervisor' | 'administrator' | 'auditor'
  readonly person?: string
  readonly name?: string
  readonly unit?: { readonly id: string; readonly name: string }
  readonly regions?: readonly string[]
  readonly projects?: readonly string[]
}

export interface TestIssuer {
  readonly issuer: string
  readonly audience: string
  readonly jwksUrl: string
  /** A signed access token, good for an hour. */
  tokenFor(facts: TokenFacts): Promise<string>
  stop(): Promise<void>
}

/** An issuer with a key of its own on loopback: tokens are checked exactly as in production, without a sign-in. */
export async function startTestIssuer(audience = 'zhuji'): Promise<TestIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const kid = randomUUID()
  const key: JWK = { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' }
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json')
    const isDiscovery = request.url === '/.well-known/openid-configuration'
    response.end(JSON.stringify(isDiscovery ? { issuer, jwks_uri: jwksUrl } : { keys: [key] }))
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const jwksUrl = `${issuer}/jwks`
  return {
    issuer,
    audience,
    jwksUrl,
    tokenFor: (facts) =>
      new SignJWT(claimsOf(facts))
        .setProtectedHeader({ alg: 'ES256', kid, typ: 'at+jwt' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(facts.person ?? `test-${facts.role}`)
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(privateKey),
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
}

function claimsOf({ role, name, unit, regions, projects }: TokenFacts) {
  return { role, name: name ?? role, unit_id: unit?.id, unit_name: unit?.name, regions, projects }
}
