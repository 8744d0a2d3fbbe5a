import type { Browser, CDPSession, Page } from 'playwright-core'
import type { Measurement } from '../contest/contest.js'

export interface Account {
  readonly username: string
  readonly password: string
}

/** What Lighthouse takes a phone for. */
const BYTES_A_SECOND = { down: 1_600_000 / 8, up: 750_000 / 8 }
const LATENCY_MS = 150
const TIMES_SLOWER = 4
const PATIENCE_MS = 60_000

/** One person's first visit with an empty cache, and a second one. A page counts as there when it can be used. */
export async function visit(browser: Browser, url: string, account: Account): Promise<Measurement> {
  const context = await browser.newContext()
  context.setDefaultTimeout(PATIENCE_MS)
  try {
    const page = await context.newPage()
    const wire = await throttled(await context.newCDPSession(page))
    const signInMs = await msOf(async () => {
      await page.goto(url, { waitUntil: 'commit' })
      await page.getByRole('button', { name: /^(登录|Sign in)$/ }).waitFor()
    })
    const signInBytes = wire.bytes()
    await atTheIssuer(page, account)
    const overviewMs = await msOf(async () => {
      await page.locator('button[type="submit"]').first().click()
      await untilUsable(page)
    })
    const bytes = wire.bytes()
    const againMs = await msOf(async () => {
      await page.reload({ waitUntil: 'commit' })
      await untilUsable(page)
    })
    const figures = {
      'sign-in page, ms': signInMs,
      'sign-in page, kB over the wire': signInBytes / 1_000,
      'overview after the password, ms': overviewMs,
      'everything until then, kB over the wire': bytes / 1_000,
      'overview again, ms': againMs,
    }
    return { perSecond: 1_000 / (signInMs + overviewMs), work: 1, figures }
  } finally {
    await context.close()
  }
}

async function throttled(devtools: CDPSession): Promise<{ bytes: () => number }> {
  let bytes = 0
  await devtools.send('Network.enable')
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: LATENCY_MS,
    downloadThroughput: BYTES_A_SECOND.down,
    uploadThroughput: BYTES_A_SECOND.up,
  })
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: TIMES_SLOWER })
  return { bytes: () => bytes }
}

async function atTheIssuer(page: Page, { username, password }: Account): Promise<void> {
  await page.getByRole('button', { name: /^(登录|Sign in)$/ }).click()
  await page.waitForURL(/\/oidc\//)
  await page.locator(`input[name="username"][value="${username}"]`).check({ force: true })
  await page.locator('input[name="password"]').fill(password)
}

/** The figures are there and the main thread has time for the reader. */
async function untilUsable(page: Page): Promise<void> {
  await page.locator('main [data-figure]').first().waitFor()
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
}

async function msOf(act: () => Promise<void>): Promise<number> {
  const startedMs = performance.now()
  await act()
  return performance.now() - startedMs
}
