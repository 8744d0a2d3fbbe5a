import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { eventDefinitions } from '@zhuji/contracts'
import { aFreePort, readTestRunConfig, type StandaloneProcess, startStandalone } from '@zhuji/testing'

const CHROMIUM = '/usr/bin/chromium'
const hasChromium = existsSync(CHROMIUM)
const mustRun = hasChromium || readTestRunConfig().isContinuousIntegration
if (!mustRun) process.stderr.write(`SKIPPED: the page of the events needs a Chromium at ${CHROMIUM}\n`)

describe('the event document of a running system', () => {
  let directory: string
  let system: StandaloneProcess

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'zhuji-events-'))
    system = await startStandalone({ port: await aFreePort(), dataDirectory: directory, args: ['--empty'] })
  }, 300_000)

  afterAll(async () => {
    await system?.stop()
    await rm(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 })
  }, 60_000)

  it('is served with the schema of every version', async () => {
    const document = await fetch(`${system.origin}/events/asyncapi.json`)
    expect(await document.json()).toMatchObject({ asyncapi: '3.0.0' })
    for (const file of readdirSync('docs/events/schemas')) {
      const schema = await fetch(`${system.origin}/events/schemas/${file}`)
      expect(schema.headers.get('cache-control')).toBe('public, max-age=86400')
      expect(await schema.json()).toMatchObject({ title: file.replace('.json', '') })
    }
  })

  it('answers for a version that there is not', async () => {
    const answer = await fetch(`${system.origin}/events/schemas/registry.nothing-happened.v1.json`)
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
  })

  ;(mustRun ? it : it.skip)(
    'is shown with every event, and nothing that the content security policy would have to stop',
    async () => {
      const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] })
      try {
        const page = await browser.newPage()
        const complaints: string[] = []
        page.on('pageerror', (error) => complaints.push(error.message))
        page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
        await page.goto(`${system.origin}/events`)
        for (const { type } of eventDefinitions) {
          await page.locator('#viewer').getByText(type, { exact: true }).first().waitFor({ timeout: 60_000 })
        }
        expect(complaints).toEqual([])
      } finally {
        await browser.close()
      }
    },
    180_000,
  )
})
