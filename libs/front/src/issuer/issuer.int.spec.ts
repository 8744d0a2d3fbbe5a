import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Controller, Get, Module } from '@nestjs/common'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import {
  Caller,
  createHttpApp,
  JsonLogger,
  Permission,
  platformConfig,
  readConfig,
  SystemClock,
  TokenVerifier,
} from '@zhuji/platform'
import { aFreePort } from '@zhuji/testing'
import { Browser } from './fixtures/browser.adapter.js'
import { assertMayEmbedIssuer, mountIssuer, type MountedIssuer } from './index.js'

@Controller('api/v1/me')
class MeController {
  @Get()
  @Permission('registry.read')
  me(@Caller() { principal }: Caller) {
    return principal
  }
}

@Module({ controllers: [MeController] })
class MeModule {}

describe('the embedded issuer', () => {
  let directory: string
  let port: number
  let origin: string
  let app: NestFastifyApplication
  let issuer: MountedIssuer

  async function start(): Promise<void> {
    const environment = { PORT: String(port), OIDC_ISSUER: `${origin}/oidc` }
    app = await createHttpApp(MeModule, {
      title: 'Standalone',
      config: readConfig(platformConfig, environment),
      logger: new JsonLogger({ level: 'fatal', service: 'spec' }),
      prepare: async (prepared) => {
        const options = { issuerUrl: `${origin}/oidc`, dataDirectory: directory, audience: 'zhuji' }
        issuer = await mountIssuer(prepared.getHttpAdapter().getInstance(), options)
      },
    })
    await app.listen(port, '127.0.0.1')
  }

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'zhuji-issuer-'))
    port = await aFreePort()
    origin = `http://localhost:${port}`
    await start()
  })

  afterAll(async () => {
    await app?.close()
    await rm(directory, { recursive: true, force: true })
  })

  const accountNamed = (username: string) => issuer.accounts.find((account) => account.username === username)!

  async function machineToken(username: string, secret = accountNamed(username).clientSecret, host = origin) {
    const response = await fetch(`${host}/oidc/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${username}:${secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    })
    return { status: response.status, body: (await response.json()) as Record<string, string> }
  }

  const verifier = () => new TokenVerifier({ issuer: `${origin}/oidc`, audience: 'zhuji', clock: new SystemClock() })

  describe('for a shell', () => {
    it.each([
      ['project-office', 'project-office', { unit: { id: 'edu-bureau' }, regions: [] }],
      ['project-office-health', 'project-office', { unit: { id: 'health-commission' }, regions: [] }],
      ['finance', 'finance', { unit: { id: 'finance-bureau' }, regions: ['3401'] }],
      ['supervisor', 'supervisor', { unit: { id: 'supervision-office' }, regions: ['3401'] }],
      ['administrator', 'administrator', { unit: null, regions: [] }],
      ['auditor', 'auditor', { unit: { id: 'audit-bureau' }, regions: [] }],
    ])('gives %s a token of its role', async (username, role, reach) => {
      const { status, body } = await machineToken(username)
      expect([status, body['token_type'], body['expires_in']]).toEqual([200, 'Bearer', 3600])
      const principal = await verifier().verify(body['access_token']!)
      expect(principal).toMatchObject({ person: username, role, ...reach })
    })

    it('gives tokens that the services of the same process take, whichever host was called', async () => {
      const { body } = await machineToken('finance', undefined, `http://127.0.0.1:${port}`)
      const headers = { authorization: `Bearer ${body['access_token']}` }
      const me = (await (await fetch(`${origin}/api/v1/me`, { headers })).json()) as Record<string, unknown>
      expect(me).toMatchObject({ person: 'finance', role: 'finance', unit: { id: 'finance-bureau', name: '市财政局' } })
    })

    it('refuses a wrong secret', async () => {
      const { status, body } = await machineToken('finance', 'wrong')
      expect([status, body['error']]).toEqual([401, 'invalid_client'])
    })
  })

  describe('for a browser', () => {
    it('signs in with a password, PKCE and a form, and refreshes with rotation', async () => {
      const browser = new Browser(origin)
      const { code, verifier: proof } = await signIn(browser, 'project-office')
      const tokens = await exchange({ grant_type: 'authorization_code', code, code_verifier: proof })
      const principal = await verifier().verify(tokens.body['access_token']!)
      expect(principal).toMatchObject({ person: 'project-office', role: 'project-office', unit: { id: 'edu-bureau' } })
      const refresh = { grant_type: 'refresh_token', refresh_token: tokens.body['refresh_token']! }
      const renewed = await exchange(refresh)
      expect(renewed.status).toBe(200)
      expect(renewed.body['refresh_token']).not.toBe(tokens.body['refresh_token'])
      await verifier().verify(renewed.body['access_token']!)
      expect((await exchange(refresh)).body['error']).toBe('invalid_grant')
    })

    it('refuses a code without its proof', async () => {
      const { code } = await signIn(new Browser(origin), 'auditor')
      const { status, body } = await exchange({ grant_type: 'authorization_code', code, code_verifier: 'x'.repeat(43) })
      expect([status, body['error']]).toEqual([400, 'invalid_grant'])
    })

    it('asks in the language of the browser, without scripts and without foreign hosts', async () => {
      const chinese = await openForm(new Browser(origin))
      expect(chinese.html).toContain('登录筑迹')
      expect(chinese.html).toContain('合肥市教育局')
      const english = await openForm(new Browser(origin, 'en-GB'))
      expect(english.html).toContain('Sign in to Zhuji')
      expect(english.html).not.toMatch(/<script|https?:/)
    })

    it('says when the password is wrong', async () => {
      const browser = new Browser(origin)
      const form = await openForm(browser)
      const answer = await browser.post(form.path, { ...form.fields, username: 'finance', password: 'wrong' })
      expect(answer.status).toBe(401)
      expect(answer.html).toContain('密码不正确')
    })

    it('refuses a post without the token of the form, and one from another browser', async () => {
      const browser = new Browser(origin)
      const form = await openForm(browser)
      const { password } = accountNamed('finance')
      const credentials = { username: 'finance', password }
      expect((await browser.post(form.path, { ...credentials, form_token: 'x' })).status).toBe(400)
      expect((await new Browser(origin).post(form.path, { ...form.fields, ...credentials })).status).toBe(400)
    })

    it('closes an account for a while after ten attempts, and only that one', async () => {
      const browser = new Browser(origin)
      const form = await openForm(browser)
      const statuses: number[] = []
      for (let attempt = 0; attempt < 11; attempt++) {
        const guess = { ...form.fields, username: 'supervisor', password: `guess ${attempt}` }
        statuses.push((await browser.post(form.path, guess)).status)
      }
      expect(statuses).toEqual([...Array<number>(10).fill(401), 429])
      const right = { ...form.fields, username: 'supervisor', password: accountNamed('supervisor').password }
      const closed = await browser.post(form.path, right)
      expect([closed.status, Number(closed.headers.get('retry-after')) > 0]).toEqual([429, true])
      const other = { ...form.fields, username: 'auditor', password: accountNamed('auditor').password }
      expect((await browser.post(form.path, other)).status).toBe(303)
    })

    it('shows a calm page for an unknown client or address to return to', async () => {
      const answer = await new Browser(origin).get(authorizePath({ redirect_uri: 'https://evil.example/' }).path)
      expect(answer.status).toBe(400)
      expect(answer.html).toContain('登录未能完成')
      expect(answer.headers.get('location')).toBeNull()
    })

    it('signs out and comes back to the console', async () => {
      const browser = new Browser(origin)
      const { code, verifier: proof } = await signIn(browser, 'administrator')
      const { body } = await exchange({ grant_type: 'authorization_code', code, code_verifier: proof })
      const query = new URLSearchParams({ id_token_hint: body['id_token']!, post_logout_redirect_uri: `${origin}/` })
      const asked = await browser.get(`/oidc/session/end?${query}`)
      expect(asked.html).toContain('退出登录')
      const xsrf = /name="xsrf" value="([^"]+)"/.exec(asked.html)?.[1] ?? ''
      const done = await browser.post('/oidc/session/end/confirm', { xsrf, logout: 'yes' })
      expect(done.headers.get('location')).toBe(`${origin}/`)
      expect((await openForm(browser)).html).toContain('登录筑迹')
    })
  })

  describe('over a restart', () => {
    it('keeps keys, passwords and sign-ins in files of its own', async () => {
      const browser = new Browser(origin)
      const { code, verifier: proof } = await signIn(browser, 'finance')
      const { body } = await exchange({ grant_type: 'authorization_code', code, code_verifier: proof })
      const before = issuer.accounts
      await app.close()
      await start()
      expect(issuer.accounts).toEqual(before)
      await verifier().verify(body['access_token']!)
      const renewed = await exchange({ grant_type: 'refresh_token', refresh_token: body['refresh_token']! })
      expect(renewed.status).toBe(200)
      for (const file of await readdir(directory)) {
        expect([file, (await stat(join(directory, file))).mode & 0o777]).toEqual([file, 0o600])
      }
    })
  })

  function authorizePath(more: Record<string, string> = {}) {
    const verifierText = randomBytes(32).toString('base64url')
    const query = new URLSearchParams({
      client_id: 'console',
      response_type: 'code',
      scope: 'openid profile',
      redirect_uri: `${origin}/signed-in`,
      state: 'state-1',
      code_challenge_method: 'S256',
      code_challenge: createHash('sha256').update(verifierText).digest('base64url'),
      ...more,
    })
    return { path: `/oidc/auth?${query}`, verifier: verifierText }
  }

  async function openForm(browser: Browser) {
    const { path: authorize, verifier: proof } = authorizePath()
    const sent = await browser.get(authorize)
    const path = sent.headers.get('location') ?? ''
    const { html } = await browser.get(path)
    const formToken = /name="form_token" value="([^"]+)"/.exec(html)?.[1] ?? ''
    return { path, html, fields: { form_token: formToken }, verifier: proof }
  }

  async function signIn(browser: Browser, username: string) {
    const form = await openForm(browser)
    const { password } = accountNamed(username)
    const accepted = await browser.post(form.path, { ...form.fields, username, password })
    const back = await browser.get(accepted.headers.get('location') ?? '')
    const landing = new URL(back.headers.get('location') ?? '')
    expect(landing.pathname).toBe('/signed-in')
    return { code: landing.searchParams.get('code') ?? '', verifier: form.verifier }
  }

  async function exchange(fields: Record<string, string>) {
    const body = new URLSearchParams({ client_id: 'console', redirect_uri: `${origin}/signed-in`, ...fields })
    const response = await fetch(`${origin}/oidc/token`, { method: 'POST', body })
    return { status: response.status, body: (await response.json()) as Record<string, string> }
  }
})

describe('a deployment that others can reach', () => {
  it('does not get the built-in accounts unasked', () => {
    expect(() => assertMayEmbedIssuer({ profile: 'embedded', host: '0.0.0.0', asked: false })).toThrow(/OIDC_ISSUER/)
    expect(() => assertMayEmbedIssuer({ profile: 'separate', host: '127.0.0.1', asked: false })).toThrow(/OIDC_ISSUER/)
  })

  it('gets them on loopback, or when somebody asks by name', () => {
    expect(() => assertMayEmbedIssuer({ profile: 'embedded', host: '127.0.0.1', asked: false })).not.toThrow()
    expect(() => assertMayEmbedIssuer({ profile: 'separate', host: '0.0.0.0', asked: true })).not.toThrow()
  })
})
