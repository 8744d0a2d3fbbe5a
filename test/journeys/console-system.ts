import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { aFreePort, readTestRunConfig, type StandaloneProcess, startStandalone } from '@zhuji/testing'
import { signIn } from './console-page.js'

const CHROMIUM = '/usr/bin/chromium'
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const PATIENCE_MS = 30_000

const hasChromium = existsSync(CHROMIUM)
const mustRun = hasChromium || readTestRunConfig().isContinuousIntegration

/** A system of its own, with a browser before it. */
export class ConsoleSystem {
  private directory: string
  private system: StandaloneProcess
  private browser: Browser

  async open(): Promise<void> {
    if (!hasChromium) throw new Error(`nothing may be skipped here, and there is no Chromium at ${CHROMIUM}`)
    this.directory = await mkdtemp(join(tmpdir(), 'zhuji-console-'))
    this.system = await startStandalone({ port: await aFreePort(), dataDirectory: this.directory })
    this.browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET })
  }

  async close(): Promise<void> {
    await this.browser?.close()
    await this.system?.stop()
    if (this.directory) await rm(this.directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 })
  }

  get origin(): string {
    return this.system.origin
  }

  /** What an account has told before the journey begins. */
  async given(account: string, path: string, body: object): Promise<void> {
    const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() }
    await this.ask(account, path, { method: 'POST', headers, body: JSON.stringify(body) })
  }

  async get<Answer>(account: string, path: string): Promise<Answer> {
    return (await (await this.ask(account, path, {})).json()) as Answer
  }

  /** A browser of somebody's own, at a place of the console. */
  async signedIn(username: string, place = '/overview', width = 1280): Promise<Page> {
    const context = await this.browser.newContext({ locale: 'zh-CN', viewport: { width, height: 900 } })
    const page = await context.newPage()
    page.setDefaultTimeout(PATIENCE_MS)
    await signIn(page, `${this.origin}${place}`, await this.system.account(username))
    return page
  }

  private async ask(
    account: string,
    path: string,
    request: Omit<RequestInit, 'headers'> & { readonly headers?: Record<string, string> },
  ): Promise<Response> {
    const headers = { ...request.headers, authorization: `Bearer ${await this.system.token(account)}` }
    const response = await fetch(`${this.origin}/api/v1/${path}`, { ...request, headers })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response
  }
}

/** Journeys through the console of one system; skipped with a line that says so where there is no browser. */
export function inTheConsole(title: string, journeys: (system: ConsoleSystem) => void): void {
  if (!mustRun) process.stderr.write(`SKIPPED: ${title}: the console's journeys need a Chromium at ${CHROMIUM}\n`)
  ;(mustRun ? describe : describe.skip)(title, () => {
    const system = new ConsoleSystem()
    beforeAll(() => system.open(), 300_000)
    afterAll(() => system.close(), 60_000)
    journeys(system)
  })
}
