import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { ProjectRegistered } from '@zhuji/contracts'
import {
  aFreePort,
  eventually,
  type FreshDatabase,
  freshDatabase,
  Neighbour,
  Program,
  startTestIssuer,
} from '@zhuji/testing'

/** The funding service as built, in processes of their own over one database, and projects with money to move. */
export interface FundingProcesses {
  readonly programs: readonly Program[]
  readonly projectIds: readonly string[]
  /** Whoever comes by a point of which a file lies here dies there. */
  readonly crashDirectory: string
  ask(this: void, program: Program, path: string, command?: Command): Promise<Answer>
  rows<Row extends object>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>
  stop(): Promise<void>
}

export interface Command {
  readonly body: object
  readonly key?: string
}

export interface Answer {
  /** 0: the connection ended without one. */
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

export async function fundingProcesses(count: number, projects: number): Promise<FundingProcesses> {
  const database: FreshDatabase = await freshDatabase()
  const directory = mkdtempSync(join(tmpdir(), 'zhuji-funding-'))
  const registry = await Neighbour.open('registry', database.url)
  const projectIds = Array.from({ length: projects }, () => randomUUID()).sort()
  for (const projectId of projectIds) await registry.tells(projectId, aSchool(projectId))
  await registry.close()
  const issuer = await startTestIssuer()
  const environment = {
    DATABASE_URL: database.url,
    OIDC_ISSUER: issuer.issuer,
    OIDC_JWKS_URL: issuer.jwksUrl,
    REQUESTS_PER_MINUTE: '0',
    LOG_LEVEL: 'error',
    CRASH_AT: directory,
  }
  const programs: Program[] = []
  for (let place = 0; place < count; place += 1) {
    const plan = { name: `funding-${place}`, app: 'funding', port: await aFreePort(), environment } as const
    const program = new Program(plan, join(directory, `funding-${place}.log`))
    await program.start()
    programs.push(program)
  }
  const authorization = `Bearer ${await issuer.tokenFor({ role: 'administrator' })}`
  const pool = new pg.Pool({ connectionString: database.url, max: 2 })
  return {
    programs,
    projectIds,
    crashDirectory: directory,
    ask: (program, path, command) => ask({ program, path, authorization }, command),
    rows: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
      (await pool.query<Row>(text, [...values])).rows,
    stop: async () => {
      await Promise.all(programs.map((program) => program.stop()))
      await pool.end()
      await issuer.stop()
      await database.drop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** Projects are known a moment after the service is ready. */
export async function untilFunded({ programs, projectIds, ask }: FundingProcesses, amountFen: number): Promise<void> {
  const funds = { entry: 'funds-in-place', amountFen, source: 'local-budget', occurredOn: '2026-03-01' }
  for (const projectId of projectIds) {
    const body = { ...funds, documentNumber: 'DZ-1' }
    await eventually(
      async () => {
        expect((await ask(programs[0]!, `projects/${projectId}/entries`, { body })).status).toBe(201)
      },
      { within: 60_000 },
    )
  }
}

interface Question {
  readonly program: Program
  readonly path: string
  readonly authorization: string
}

async function ask({ program, path, authorization }: Question, command?: Command): Promise<Answer> {
  const headers = {
    authorization,
    'content-type': 'application/json',
    'idempotency-key': command?.key ?? randomUUID(),
  }
  const request = command
    ? { method: 'POST', headers, body: JSON.stringify(command.body) }
    : { headers: { authorization } }
  const response = await fetch(`${program.address}/api/v1/funding/${path}`, request).catch(() => undefined)
  if (!response) return { status: 0, body: {} }
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}

function aSchool(projectId: string) {
  return ProjectRegistered(
    {
      projectId,
      localCode: projectId,
      name: '振兴路小学',
      facilityKind: 'primary-school',
      construction: 'new',
      regionPath: [{ code: '34', name: '安徽省' }],
      ownerUnit: { id: 'edu-bureau', name: '市教育局' },
      nationalCodes: [],
      capacity: [],
    },
    '2026-01-05',
  )
}
