import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Contest, ContestOptions } from '../contest/contest.js'
import { startStandalone, todayHere } from '../machine/standalone.adapter.js'
import { untilTakenIn } from '../machine/taken-in.adapter.js'
import { tellProvince } from '../province/tell-province.adapter.js'
import { type Account, visit } from './visit.adapter.js'

export const CHROMIUM = '/usr/bin/chromium'

/** What stands in the way of this bench. */
export class NoChromiumHere extends Error {
  constructor() {
    super(`no Chromium at ${CHROMIUM}`)
  }
}

/** The console as a phone on a slow connection gets it the first time, from nothing kept to the overview's figures. */
export async function firstLoadContest({ projects }: ContestOptions): Promise<Contest> {
  if (!existsSync(CHROMIUM)) throw new NoChromiumHere()
  const directory = await mkdtemp(join(tmpdir(), 'zhuji-bench-'))
  const system = await startStandalone(directory)
  await tellProvince({ client: system.client, projects, today: todayHere() })
  await untilTakenIn(system.databaseUrl)
  const account = await administratorIn(directory)
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] })
  return {
    name: 'first-load',
    title: `First load: the console of ${projects} projects, 1.6 Mbit/s, 150 ms, a processor four times slower`,
    unit: 'first loads/s',
    contenders: [{ name: 'console', part: 'ours', measure: () => visit(browser, system.url, account) }],
    goals: [],
    close: async () => {
      await browser.close()
      await system.stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

async function administratorIn(directory: string): Promise<Account> {
  const text = await readFile(join(directory, 'issuer-secrets.json'), 'utf8')
  const { accounts } = JSON.parse(text) as { accounts: Record<string, { password: string }> }
  return { username: 'administrator', password: accounts['administrator']!.password }
}
