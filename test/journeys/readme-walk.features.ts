import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import {
  aFreePort,
  environmentWith,
  type StandaloneOptions,
  type StandaloneProcess,
  startStandalone,
} from '@zhuji/testing'

/** The README's walk, as a reader would paste it. */
async function walkOfTheReadme(): Promise<string> {
  const block = /^```sh walk\n([\s\S]*?)^```$/m.exec(await readFile('README.md', 'utf8'))?.[1]
  if (block === undefined) throw new Error('README.md has no block that begins with ```sh walk')
  return block
}

interface Receipt {
  readonly streamId: string
  readonly events: readonly { readonly type: string }[]
}

interface Trial {
  readonly dryRun: boolean
  readonly accepted: boolean
  readonly gap: object
}

type Way = Pick<StandaloneOptions, 'program' | 'environment'>

/** Starts a system and walks through it; every way to start one must show the same. */
export function theWalkOfTheReadme(way: Way): void {
  let directory: string
  let system: StandaloneProcess
  let printed: readonly unknown[]
  let live: string

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'zhuji-walk-'))
    const port = await aFreePort()
    system = await startStandalone({ port, dataDirectory: directory, ...way })
    const { stdout } = await promisify(execFile)('bash', ['-eu', '-c', await walkOfTheReadme()], {
      env: environmentWith({ PORT: String(port), DATA_DIRECTORY: directory }),
      timeout: 120_000,
      maxBuffer: 16 * 1024 * 1024,
    })
    const lines = stdout.split('\n')
    printed = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as unknown)
    live = lines.filter((line) => !line.startsWith('{')).join('\n')
  }, 600_000)

  afterAll(async () => {
    const stopped = await system?.stop()
    await rm(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 })
    if (system) expect(stopped).toBe(true)
  }, 60_000)

  it('registers, plans, starts and reports: each command answers with the fact it recorded', () => {
    const types = (printed.slice(0, 4) as Receipt[]).map(({ events }) => events[0]?.type)
    expect(types).toEqual([
      'registry.project-registered.v1',
      'milestones.plan-adopted.v2',
      'milestones.milestone-reached.v2',
      'milestones.progress-reported.v1',
    ])
  })

  it('shows the gap between money and work before the payment is posted', () => {
    const [inPlace, trial, payment] = printed.slice(4, 7) as [Receipt, Trial, Receipt]
    expect(inPlace.events[0]?.type).toBe('funding.ledger-entry-posted.v2')
    expect(trial).toMatchObject({ dryRun: true, accepted: true })
    expect(JSON.stringify(trial.gap)).toMatch(/46\.2/)
    expect(payment.events[0]?.type).toBe('funding.ledger-entry-posted.v2')
  })

  it('refuses a payment beyond what is in place, and names the rule and the figures', () => {
    expect(printed[7]).toMatchObject({ status: 422, slug: 'funds-not-in-place' })
    const asked = { inPlaceFen: 9_000_000_000, disbursedFen: 8_600_000_000, amountFen: 900_000_000 }
    expect((printed[7] as { figures: object }).figures).toMatchObject({ ...asked, missingFen: 500_000_000 })
  })

  it('sees the figures of the school move', () => {
    expect(printed[8]).toMatchObject({
      stage: 'start',
      physicalPercent: 12,
      inPlaceFen: 9_000_000_000,
      disbursedFen: 8_600_000_000,
      completedInvestmentFen: 2_200_000_000,
    })
  })

  it('receives the alerts, on request and live', () => {
    const { items } = printed[9] as { items: { severity: string; cause: { measure: string } }[] }
    const lit = items.map(({ cause, severity }) => `${cause.measure} ${severity}`)
    expect(lit).toContain('funds-ahead-of-work yellow')
    expect(lit).toContain('milestone-overdue red')
    expect(live).toMatch(/^id: \d/m)
  })

  it('opens a rate into the facts behind it', () => {
    const { id, events, next } = printed[10] as { id: string; events: { type: string }[]; next: string | null }
    expect(id).toBe('disbursement-rate')
    expect(events.map(({ type }) => type)).toContain('funding.ledger-entry-posted.v2')
    expect(next).not.toBeNull()
  })
}
