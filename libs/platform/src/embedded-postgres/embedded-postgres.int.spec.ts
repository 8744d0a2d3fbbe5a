import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DomainError } from '@zhuji/kernel'
import pg from 'pg'
import {
  type EmbeddedPostgresOptions,
  type EmbeddedServer,
  startEmbeddedPostgres,
} from './embedded-postgres.adapter.js'
import { aFreePort } from './free-port.adapter.js'
import { serverIdentity } from './postgres-binaries.adapter.js'
import { isRunning } from './process-facts.adapter.js'
import { reachableCopy } from './program-copy.adapter.js'

const running: EmbeddedServer[] = []
const said: string[] = []
let home: string
let usedBefore: string

/** Root hands the server to the user `postgres`, which must be able to walk through to its own directory. */
function aHome(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zhuji-embedded-'))
  chmodSync(folder, 0o755)
  return folder
}

beforeAll(async () => {
  usedBefore = aHome()
  const server = await startEmbeddedPostgres({ dataDirectory: join(usedBefore, 'data') })
  await server.stop()
})

afterAll(() => rmSync(usedBefore, { recursive: true, force: true }))

beforeEach(() => {
  said.length = 0
  home = aHome()
  execFileSync('cp', ['-a', join(usedBefore, 'data'), home])
})

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop()
  rmSync(home, { recursive: true, force: true })
})

async function start(options: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedServer> {
  const say = (sentence: string) => void said.push(sentence)
  const server = await startEmbeddedPostgres({ dataDirectory: join(home, 'data'), say, ...options })
  running.push(server)
  return server
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

async function refusalOf(attempt: Promise<unknown>): Promise<DomainError> {
  const outcome = await attempt.then(
    () => 'it was allowed',
    (error: unknown) => error,
  )
  if (!(outcome instanceof DomainError)) throw new Error(`expected a refusal, got ${String(outcome)}`)
  return outcome
}

describe('an empty data directory', () => {
  let server: EmbeddedServer
  let fresh: string

  beforeAll(async () => {
    fresh = aHome()
    server = await startEmbeddedPostgres({ dataDirectory: join(fresh, 'data') })
  })

  afterAll(async () => {
    await server.stop()
    rmSync(fresh, { recursive: true, force: true })
  })

  it('becomes a UTF-8 cluster that is durable and sorts by code point', async () => {
    const names = ['fsync', 'full_page_writes', 'synchronous_commit', 'max_connections', 'server_encoding', 'TimeZone']
    const settings = await ask(
      server.url('postgres'),
      `select name, setting from pg_settings where name in (${names.map((name) => `'${name}'`).join()})`,
    )
    expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: 'on',
      full_page_writes: 'on',
      synchronous_commit: 'on',
      max_connections: '200',
      server_encoding: 'UTF8',
      TimeZone: 'UTC',
    })
    const [locale] = await ask(server.url('postgres'), 'select datlocprovider, datlocale from pg_database limit 1')
    expect(locale).toEqual({ datlocprovider: 'b', datlocale: 'C.UTF-8' })
  })

  it('gets a random password that only its owner can read, and asks for it', async () => {
    expect(statSync(join(fresh, 'data', 'zhuji-password')).mode & 0o777).toBe(0o600)
    const wrong = server.url('postgres').replace(server.password, 'wrong')
    await expect(ask(wrong, 'select 1')).rejects.toThrow(/password authentication failed/)
  })

  it('listens on loopback alone', async () => {
    const [row] = await ask(server.url('postgres'), 'show listen_addresses')
    expect(row).toEqual({ listen_addresses: '127.0.0.1' })
  })

  it('is taken by one of two that start at once', async () => {
    const dataDirectory = join(home, 'contested')
    const outcomes = await Promise.allSettled([start({ dataDirectory }), start({ dataDirectory })])
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })
})

/** Only root hands its server to another user, and only Linux lets it hand over an open folder. */
const asRootOnLinux = process.platform === 'linux' && process.getuid?.() === 0 ? describe : describe.skip

asRootOnLinux('a folder that only root may enter', () => {
  it('holds the data of a server that another user runs, and stays closed', async () => {
    chmodSync(home, 0o700)
    const first = await start({ dataDirectory: join(home, 'closed', 'data') })
    await ask(first.url('postgres'), 'create table works as select 42 as pupils')
    await first.stop()
    const second = await start({ dataDirectory: join(home, 'closed', 'data') })
    expect(await ask(second.url('postgres'), 'select pupils from works')).toEqual([{ pupils: 42 }])
    expect(statSync(home).mode & 0o777).toBe(0o700)
  })

  it('holds the programs; the other user runs a copy, which is repaired when files went missing', async () => {
    const native = join(home, 'native')
    mkdirSync(join(native, 'bin'), { recursive: true })
    writeFileSync(join(native, 'bin', 'postgres'), '#!/bin/sh\necho 18\n', { mode: 0o700 })
    chmodSync(home, 0o700)
    const version = `spec-${process.pid}`
    const identity = (await serverIdentity())!
    const copy = await reachableCopy(native, version, identity)
    try {
      const run = () => execFileSync(join(copy, 'bin', 'postgres'), { ...identity, cwd: '/' }).toString()
      rmSync(join(copy, 'bin', 'postgres'))
      expect(await reachableCopy(native, version, identity)).toBe(copy)
      expect(run()).toBe('18\n')
      chmodSync(copy, 0o777)
      expect((await refusalOf(reachableCopy(native, version, identity))).slug).toBe(
        'embedded-postgres-directory-not-ours',
      )
    } finally {
      rmSync(copy, { recursive: true, force: true })
    }
  })
})

describe('a data directory that was used before', () => {
  it('keeps its data and its password over a restart', async () => {
    const first = await start()
    await ask(first.url('postgres'), 'create table works as select 42 as pupils')
    await first.stop()
    const second = await start()
    expect(await ask(second.url('postgres'), 'select pupils from works')).toEqual([{ pupils: 42 }])
    expect(second.password).toBe(first.password)
    expect(said).toEqual([])
  })

  it('recovers after the server was killed, and says so', async () => {
    const first = await start()
    await ask(first.url('postgres'), 'create table works as select 42 as pupils')
    process.kill(first.pid, 'SIGKILL')
    await first.exited
    const second = await start()
    expect(await ask(second.url('postgres'), 'select pupils from works')).toEqual([{ pupils: 42 }])
    expect(said.join()).toMatch(`process ${first.pid}) did not stop cleanly`)
  })

  it('starts over a stale process id that another program has now', async () => {
    const first = await start()
    await first.stop()
    writeFileSync(join(home, 'data', 'postmaster.pid'), `${process.pid}\n${join(home, 'data')}\n0\n5432\n`)
    await start()
    expect(said.join()).toMatch(/stale postmaster.pid/)
  })

  it('refuses a cluster of another major version', async () => {
    await (await start()).stop()
    writeFileSync(join(home, 'data', 'PG_VERSION'), '17\n')
    const refusal = await refusalOf(start())
    expect(refusal.slug).toBe('embedded-postgres-other-major')
    expect(refusal.figures).toEqual({ directory: join(home, 'data'), found: '17', expected: '18' })
  })

  it('refuses a directory with files that are no cluster', async () => {
    writeFileSync(join(home, 'letter.txt'), 'hello')
    const refusal = await refusalOf(start({ dataDirectory: home }))
    expect(refusal.slug).toBe('embedded-postgres-directory-holds-other-files')
  })
})

describe('a data directory in use', () => {
  it('is refused with the process and the directory, and the running server goes on', async () => {
    const first = await start()
    const refusal = await refusalOf(start())
    expect(refusal.slug).toBe('embedded-postgres-directory-in-use')
    expect(refusal.figures).toMatchObject({ directory: join(home, 'data'), pid: first.pid, ownerPid: process.pid })
    expect(await ask(first.url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('is taken over from an owner that is gone: the left-over server is stopped, and it says so', async () => {
    const { owner, lifeline } = await anotherOwner()
    // Held open here as well, so that the death of the owner alone does not stop its server.
    const keeper = spawn('sh', ['-c', `exec 3<>"$0"; exec sleep 60`, lifeline])
    const first = await start({ owner: { lifeline, pid: owner.pid! } })
    await ask(first.url('postgres'), 'create table works as select 42 as pupils')
    owner.kill('SIGKILL')
    await once(owner, 'exit')
    const second = await start()
    expect(isRunning(first.pid)).toBe(false)
    expect(said.join()).toMatch(`left behind by process ${owner.pid}`)
    expect(await ask(second.url('postgres'), 'select pupils from works')).toEqual([{ pupils: 42 }])
    keeper.kill()
  })
})

describe('an owner that is killed', () => {
  it('takes its server with it', async () => {
    const { owner, lifeline } = await anotherOwner()
    const server = await start({ owner: { lifeline, pid: owner.pid! } })
    owner.kill('SIGKILL')
    expect(await server.exited).toBe('exit code 0')
    expect(existsSync(join(home, 'data', 'postmaster.pid'))).toBe(false)
  })
})

describe('a port in use', () => {
  it('is refused by its number', async () => {
    const port = await aFreePort()
    const squatter = createServer().listen(port, '127.0.0.1')
    await once(squatter, 'listening')
    const refusal = await refusalOf(start({ port }))
    squatter.close()
    expect(refusal.slug).toBe('embedded-postgres-port-in-use')
    expect(refusal.figures).toEqual({ host: '127.0.0.1', port })
  })
})

describe('an ephemeral server', () => {
  it('gives up durability and leaves nothing behind', async () => {
    const server = await start({ dataDirectory: join(home, 'ephemeral'), ephemeral: true })
    expect(await ask(server.url('postgres'), 'show fsync')).toEqual([{ fsync: 'off' }])
    await server.stop()
    expect(isRunning(server.pid)).toBe(false)
    expect(existsSync(join(home, 'ephemeral'))).toBe(false)
  })
})

describe('a stop', () => {
  it('ends within its patience while a transaction is open', async () => {
    const server = await start()
    const client = new pg.Client({ connectionString: server.url('postgres') })
    client.on('error', () => undefined)
    await client.connect()
    await client.query('begin')
    await server.stop()
    expect(await server.exited).toBe('exit code 0')
    await client.end().catch(() => undefined)
  })
})

/** Another process that holds a named pipe open, as the owner of a server does. */
async function anotherOwner() {
  const lifeline = join(home, 'lifeline')
  execFileSync('mkfifo', [lifeline])
  const program = `require('fs').openSync(process.argv[1], 'r+'); console.log('held'); setInterval(() => {}, 1000)`
  const owner = spawn(process.execPath, ['-e', program, lifeline], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(owner.stdout, 'data')
  return { owner, lifeline }
}
