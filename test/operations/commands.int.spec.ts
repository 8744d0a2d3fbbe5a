import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { environmentWith, eventually, type FreshDatabase } from '@zhuji/testing'
import pg from 'pg'
import { aFilledDatabase, aPaymentIn, damage, faultsOf, installationOn, sql, verified } from './installation.js'

const PROGRAM = resolve('dist', 'apps', 'operations', 'src', 'main.js')
const GROUP = 'dashboards.projects'
const SHADOW = 'dashboards_projects_rebuild'
const PATIENCE = { within: 60_000 }

let database: FreshDatabase

beforeEach(async () => {
  database = await aFilledDatabase()
}, 180_000)

afterEach(() => database?.drop())

/** What an operator types, as built, in a process of its own. */
function typed(...args: readonly string[]) {
  const env = environmentWith({ DATABASE_URL: database.url, ZHUJI_OPERATOR: '王五' })
  return spawn(process.execPath, [PROGRAM, ...args], { env })
}

async function operate(...args: readonly string[]) {
  const child = typed(...args)
  const ended = new Promise<number | null>((done) => child.on('close', done))
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { exitCode: await ended, said, complained }
}

const faults = async (service: string) => faultsOf(await verified(installationOn(database), [service]))

async function buried(letter: { group: string; source: string; id: string }): Promise<void> {
  await damage(
    database.url,
    `insert into ${letter.group.split('.')[0]}.dead_letter
       (consumer_group, source, event_id, key, type, cause, message, attempts, event)
     select $1, $2, id, aggregateid, type, 'a-passing-fault', '', 3,
       json_build_object('streamId', stream_id, 'streamVersion', stream_version)
     from ${letter.source}.event_log where id = $3`,
    [letter.group, letter.source, letter.id],
  )
}

/** A payment that never reached the dashboards, which have taken in a later one of the same ledger. */
async function anOvertakenPayment(): Promise<void> {
  const { id } = await aPaymentIn(database)
  await damage(database.url, `delete from dashboards.story_event where event_id = $1`, [id])
  await buried({ group: GROUP, source: 'funding', id })
}

const becomeOfLetter = async (service: string) =>
  (await sql(database.url, `select outcome, redriven_by from ${service}.dead_letter order by id`)).rows

describe('npm run rebuild -- --clean', () => {
  it('leaves a rebuild under way alone and removes what is left of it once it was killed', async () => {
    const log = new pg.Client({ connectionString: database.url })
    await log.connect()
    await log.query('begin; lock table funding.event_log')
    const rebuild = typed('rebuild', GROUP)
    const isThere = async () =>
      (await sql(database.url, `select from pg_namespace where nspname = '${SHADOW}'`)).rowCount === 1
    try {
      await eventually(async () => expect(await isThere()).toBe(true), PATIENCE)
      expect(await operate('rebuild', '--clean')).toMatchObject({
        exitCode: 0,
        said: expect.stringMatching(/^Nothing/m),
      })
      expect(await isThere()).toBe(true)
    } finally {
      rebuild.kill('SIGKILL')
      await log.end()
    }
    await eventually(async () => {
      const { said } = await operate('rebuild', '--clean')
      expect(said).toContain(`Removed ${SHADOW}.`)
    }, PATIENCE)
    expect(await isThere()).toBe(false)
    expect(await faults('dashboards')).toEqual([])
  }, 180_000)
})

describe('npm run dlq', () => {
  it('lists, shows and redrives: in effect once, noted under the operator’s name', async () => {
    const { rows } = await sql<{ id: string; projectId: string }>(
      database.url,
      `select id, aggregateid as "projectId" from milestones.event_log
       where type = 'milestones.progress-reported.v1' limit 1`,
    )
    const { id, projectId } = rows[0]!
    await damage(database.url, `delete from funding.physical_progress where project_id = $1`, [projectId])
    await buried({ group: 'funding.physical-progress', source: 'milestones', id })
    const listed = await operate('dlq', 'list')
    expect(listed).toMatchObject({ exitCode: 0, said: expect.stringMatching(/a-passing-fault .* funding\/1$/m) })
    const shown = await operate('dlq', 'show', 'funding/1')
    expect(shown).toMatchObject({ exitCode: 0, said: expect.stringContaining(projectId) })
    expect(await operate('dlq', 'redrive', 'funding/1', '--dry-run')).toMatchObject({ exitCode: 0 })
    expect(await becomeOfLetter('funding')).toEqual([{ outcome: null, redriven_by: null }])
    expect(await operate('dlq', 'redrive', 'funding/1')).toMatchObject({
      exitCode: 0,
      said: expect.stringContaining('1 dead letters, 1 of them in effect now'),
    })
    expect(await becomeOfLetter('funding')).toEqual([{ outcome: 'taken-in', redriven_by: '王五' }])
    expect(await faults('funding')).toEqual([])
  }, 180_000)

  it('puts what was overtaken in its place by a rebuild, where that is asked, and says 1 where it is not', async () => {
    await anOvertakenPayment()
    expect(await operate('dlq', 'redrive', '--all')).toMatchObject({
      exitCode: 1,
      said: expect.stringContaining('0 of them in effect now'),
    })
    expect(await becomeOfLetter('dashboards')).toEqual([{ outcome: null, redriven_by: null }])
    const { exitCode, said } = await operate('dlq', 'redrive', '--cause', 'a-passing-fault', '--rebuild', '--json')
    expect(exitCode).toBe(0)
    expect(JSON.parse(said)).toMatchObject({
      redriven: [{ id: 'dashboards/1', group: GROUP, outcome: 'overtaken' }],
      rebuilt: [GROUP],
    })
    expect(await becomeOfLetter('dashboards')).toEqual([{ outcome: 'rebuilt', redriven_by: '王五' }])
    expect(await faults('dashboards')).toEqual([])
  }, 180_000)

  it('rebuilds nothing in a dry run', async () => {
    await anOvertakenPayment()
    const { exitCode, said } = await operate('dlq', 'redrive', '--all', '--rebuild', '--dry-run', '--json')
    expect(exitCode).toBe(1)
    expect(JSON.parse(said)).toMatchObject({ redriven: [{ outcome: 'overtaken' }], rebuilt: [] })
    expect(await becomeOfLetter('dashboards')).toEqual([{ outcome: null, redriven_by: null }])
  }, 120_000)

  it('says 2 and what is wrong, and does nothing, when it is not told what is meant', async () => {
    await anOvertakenPayment()
    for (const args of [['redrive'], ['redrive', '--all', '--cause', 'x'], ['show'], ['show', 'funding/9'], ['--al']]) {
      const { exitCode, said, complained } = await operate('dlq', ...args)
      expect({ args, exitCode, said }).toEqual({ args, exitCode: 2, said: '' })
      expect(complained).not.toMatch(/^\s+at /m)
    }
    expect(await becomeOfLetter('dashboards')).toEqual([{ outcome: null, redriven_by: null }])
  }, 120_000)
})
