import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestIssuer } from '@zhuji/testing'
import { Chance } from './chance.js'
import { seed } from './form.config.js'
import { Journal } from './load/journal.js'
import { Load, type LoadFigures } from './load/load.js'
import { Programme, type Speaker } from './load/programme.js'
import { openSink } from './load/sink.js'
import type { Evidence } from './oracle/finding.js'
import { Installation, type Reachable } from './oracle/installation.js'
import { untilSettled } from './oracle/settled.js'

/** A city at work on an installation, with everything that is needed to judge afterwards what became of it. */
export interface Scene {
  readonly evidence: Required<Pick<Evidence, 'installation' | 'journal' | 'sink'>>
  readonly chance: Chance
  readonly tokens: Readonly<Record<Speaker, string>>
  /** More of the same programme, at a rate of its own. */
  readonly load: (perSecond: number) => Load
  /** Nobody is told of lights from here on. */
  readonly unsubscribe: () => Promise<void>
  close(): Promise<void>
}

export async function openScene(reachable: Reachable, issuer: TestIssuer, projects: number): Promise<Scene> {
  const directory = mkdtempSync(join(tmpdir(), 'zhuji-journal-'))
  const journal = await Journal.open(join(directory, 'journal.jsonl'))
  const [installation, sink, tokens] = [new Installation(reachable), await openSink(), await tokensOf(issuer)]
  const chance = new Chance(seed)
  const programme = new Programme(chance)
  const load = (perSecond: number) =>
    new Load({ address: reachable.address, tokens, journal, programme, perSecond, underWayMax: 64 })
  const subscription = await subscribe(reachable, tokens.administrator, sink.url)
  await load(0).prepare(projects, () => untilSettled(installation, 120_000))
  return {
    evidence: { installation, journal, sink },
    chance,
    tokens,
    load,
    unsubscribe: () => askAlerts(reachable, tokens.administrator, { method: 'DELETE', path: `/${subscription}` }),
    close: async () => {
      await Promise.all([installation.close(), journal.close(), sink.close()])
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** Keeps the load going while something is done to the installation, and follows every command up. */
export async function underLoad(load: Load, act: () => Promise<void>): Promise<LoadFigures> {
  load.start()
  try {
    await act()
  } finally {
    await load.stop()
  }
  return load.figures()
}

/** Gives the load time for so many commands, then waits until all are in effect. */
export async function record({ load, evidence }: Scene, commands: number): Promise<LoadFigures> {
  const figures = await underLoad(load(1_000), async () => {
    while (evidence.journal.size < commands) await new Promise((resolve) => setTimeout(resolve, 50))
  })
  await untilSettled(evidence.installation, 600_000)
  return figures
}

async function tokensOf(issuer: TestIssuer): Promise<Record<Speaker, string>> {
  const unit = { id: 'edu-bureau', name: '合肥市教育局' }
  return {
    administrator: await issuer.tokenFor({ role: 'administrator' }),
    office: await issuer.tokenFor({ role: 'project-office', unit }),
    finance: await issuer.tokenFor({ role: 'finance', regions: ['34'] }),
  }
}

async function subscribe(reachable: Reachable, token: string, url: string): Promise<string> {
  const everyLight = { name: '所有灯', regions: [], facilityKinds: [], measures: [], severities: [] }
  const body = { ...everyLight, channel: { kind: 'webhook', url } }
  const { subscriptionId } = await askAlerts<{ subscriptionId: string }>(reachable, token, {
    method: 'POST',
    path: '',
    body,
  })
  return subscriptionId
}

interface Question {
  readonly method: string
  readonly path: string
  readonly body?: object
}

async function askAlerts<Answer>({ address }: Reachable, token: string, question: Question): Promise<Answer> {
  const { method, path, body } = question
  const response = await fetch(`${address}/api/v1/alerts/subscriptions${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'idempotency-key': `every-light-${method}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    body: body && JSON.stringify(body),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`the alerts answered ${response.status} to ${method} ${path}: ${text}`)
  return (text ? JSON.parse(text) : undefined) as Answer
}
