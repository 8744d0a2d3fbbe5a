import { createHmac, createSign, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { StoppedClock } from '@zhuji/kernel'
import { exportJWK, type JWK, type JWTPayload, SignJWT } from 'jose'
import { TokenVerifier } from './token-verifier.adapter.js'

interface Keys {
  readonly kid: string
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}

function rsaKeys(): Keys {
  return { kid: randomUUID(), ...generateKeyPairSync('rsa', { modulusLength: 2048 }) }
}

async function jwkOf({ kid, publicKey }: Keys): Promise<JWK> {
  return { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }
}

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('a token verifier', () => {
  const ours = rsaKeys()
  const theirs = rsaKeys()
  const noon = new Date('2026-03-02T04:00:00Z')
  const nowS = noon.getTime() / 1000
  let server: Server
  let issuer: string
  let published: JWK[]
  let status = 200
  let fetches = 0
  let clock: StoppedClock
  let verifier: TokenVerifier

  beforeAll(async () => {
    server = createServer((request, response) => {
      fetches += request.url === '/keys' ? 1 : 0
      const isDiscovery = request.url === '/.well-known/openid-configuration'
      response.statusCode = status
      response.end(JSON.stringify(isDiscovery ? { issuer, jwks_uri: `${issuer}/keys` } : { keys: published }))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })

  beforeEach(async () => {
    published = [await jwkOf(ours)]
    status = 200
    fetches = 0
    clock = new StoppedClock(noon)
    verifier = new TokenVerifier({ issuer, audience: 'zhuji', clock })
  })

  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  const goodClaims = (): JWTPayload => ({
    iss: issuer,
    aud: 'zhuji',
    sub: 'li',
    name: '李工',
    role: 'finance',
    unit_id: 'finance-bureau',
    unit_name: '市财政局',
    regions: ['3401'],
    iat: nowS,
    exp: nowS + 3600,
  })

  interface Forgery {
    readonly claims?: JWTPayload
    readonly header?: Record<string, unknown>
    readonly keys?: Keys
  }

  function sign({ claims = {}, header = {}, keys = ours }: Forgery = {}): Promise<string> {
    return new SignJWT({ ...goodClaims(), ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: ours.kid, typ: 'at+jwt', ...header })
      .sign(keys.privateKey)
  }

  const refusal = (token: string) =>
    verifier.verify(token).then(
      () => 'accepted',
      (error: { kind?: string; slug?: string }) => `${error.kind} ${error.slug}`,
    )

  it('knows the caller of a good token, by its claims', async () => {
    const principal = await verifier.verify(await sign())
    expect(principal).toMatchObject({
      person: 'li',
      name: '李工',
      role: 'finance',
      unit: { id: 'finance-bureau', name: '市财政局' },
      regions: ['3401'],
    })
    expect(principal.toActor()).toEqual({ person: 'li', unit: 'finance-bureau', role: 'finance' })
  })

  it.each(['at+jwt', 'JWT', 'application/at+jwt'])('takes a token of type %s', async (typ) => {
    expect(await refusal(await sign({ header: { typ } }))).toBe('accepted')
  })

  it('allows clocks to differ by five seconds and no more', async () => {
    expect(await refusal(await sign({ claims: { nbf: nowS + 4 } }))).toBe('accepted')
    expect(await refusal(await sign({ claims: { exp: nowS - 4 } }))).toBe('accepted')
    expect(await refusal(await sign({ claims: { exp: nowS - 6 } }))).toBe('unauthenticated token-expired')
  })

  describe('under attack', () => {
    const invalid = 'unauthenticated token-invalid'
    const expired = 'unauthenticated token-expired'

    const attacks: [string, () => Promise<string> | string, string][] = [
      ['algorithm none', () => `${base64url({ alg: 'none', typ: 'JWT' })}.${base64url(goodClaims())}.`, invalid],
      ['HS256 with the public key as secret', () => signWithPublicKeyAsSecret(), invalid],
      ['another issuer', () => sign({ claims: { iss: 'https://issuer.example' } }), invalid],
      ['another audience', () => sign({ claims: { aud: 'payroll' } }), invalid],
      ['expired', () => sign({ claims: { exp: nowS - 60 } }), expired],
      ['not yet valid', () => sign({ claims: { nbf: nowS + 60 } }), invalid],
      ['without an expiry', () => sign({ claims: { exp: undefined } }), invalid],
      ['an unknown key', () => sign({ header: { kid: theirs.kid }, keys: theirs }), invalid],
      ['our key id on their signature', () => sign({ keys: theirs }), invalid],
      ['a key id that is a path', () => sign({ header: { kid: '../../../../dev/null' }, keys: theirs }), invalid],
      ['a key id that is SQL', () => sign({ header: { kid: `' union select 'x` }, keys: theirs }), invalid],
      [
        'jku header to foreign keys',
        () => sign({ header: { jku: `${issuer}/foreign`, kid: theirs.kid }, keys: theirs }),
        invalid,
      ],
      ['its own key in the header', () => signWithOwnKeyInHeader(), invalid],
      ['a tampered payload', () => tampered(), invalid],
      ['an empty signature', async () => (await sign()).replace(/[^.]+$/, ''), invalid],
      ['a truncated signature', async () => (await sign()).slice(0, -20), invalid],
      ['an ID token passed off as access token', () => sign({ header: { typ: 'id+jwt' } }), invalid],
      ['critical header it does not understand', () => signWithCriticalHeader(), invalid],
      ['an unknown role', () => sign({ claims: { role: 'mayor' } }), 'unauthenticated role-unknown'],
      ['a role from the prototype', () => sign({ claims: { role: 'constructor' } }), 'unauthenticated role-unknown'],
      ['regions that are no list', () => sign({ claims: { regions: '3401' } }), invalid],
      ['no token at all', () => 'x', invalid],
      ['an endless token', () => 'x.'.repeat(10_000), invalid],
    ]

    it.each(attacks)('refuses %s', async (_, forge, outcome) => {
      expect(await refusal(await forge())).toBe(outcome)
    })

    function signWithPublicKeyAsSecret(): string {
      const secret = ours.publicKey.export({ type: 'spki', format: 'pem' })
      const content = `${base64url({ alg: 'HS256', typ: 'at+jwt', kid: ours.kid })}.${base64url(goodClaims())}`
      return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`
    }

    function signWithCriticalHeader(): string {
      const header = { alg: 'RS256', typ: 'at+jwt', kid: ours.kid, crit: ['x-scope'], 'x-scope': 'all' }
      const content = `${base64url(header)}.${base64url(goodClaims())}`
      return `${content}.${createSign('sha256').update(content).sign(ours.privateKey, 'base64url')}`
    }

    async function signWithOwnKeyInHeader(): Promise<string> {
      return sign({ header: { jwk: await exportJWK(theirs.publicKey), kid: undefined }, keys: theirs })
    }

    async function tampered(): Promise<string> {
      const [header, , signature] = (await sign()).split('.')
      return `${header}.${base64url({ ...goodClaims(), role: 'administrator' })}.${signature}`
    }
  })

  describe('over time', () => {
    it('checks a token once and remembers it', async () => {
      const token = await sign()
      const first = await verifier.verify(token)
      published = []
      expect(await verifier.verify(token)).toBe(first)
      expect(fetches).toBe(1)
    })

    it('forgets a token when it expires', async () => {
      const token = await sign({ claims: { exp: nowS + 60 } })
      await verifier.verify(token)
      clock.moveTo(new Date(noon.getTime() + 66_000))
      expect(await refusal(token)).toBe('unauthenticated token-expired')
    })

    it('refuses a token of a withdrawn key once its own memory and the key set are renewed', async () => {
      const token = await sign()
      await verifier.verify(token)
      published = [await jwkOf(theirs)]
      expect(await refusalByFreshVerifier(token)).toBe('unauthenticated token-invalid')
    })

    it('takes a token of a new key after rotation', async () => {
      published = [await jwkOf(theirs), await jwkOf(ours)]
      const token = await sign({ header: { kid: theirs.kid }, keys: theirs })
      expect(await refusal(token)).toBe('accepted')
    })

    it('does not ask the issuer for every unknown key', async () => {
      for (let attempt = 0; attempt < 20; attempt++) {
        await refusal(await sign({ header: { kid: randomUUID() }, keys: theirs }))
      }
      expect(fetches).toBeLessThanOrEqual(2)
    })

    function refusalByFreshVerifier(token: string) {
      verifier = new TokenVerifier({ issuer, audience: 'zhuji', clock })
      return refusal(token)
    }
  })

  describe('while the issuer is away', () => {
    it('says the service is unavailable, not that the caller is wrong, and recovers', async () => {
      status = 500
      const token = await sign()
      expect(await refusal(token)).toBe('unavailable issuer-unavailable')
      status = 200
      expect(await refusal(token)).toBe('accepted')
    })

    it('does not trust a discovery document of another issuer', async () => {
      verifier = new TokenVerifier({ issuer: `${issuer}/other`, audience: 'zhuji', clock })
      expect(await refusal(await sign())).toBe('unavailable issuer-unavailable')
    })
  })
})
