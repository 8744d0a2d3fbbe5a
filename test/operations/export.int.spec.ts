import { spawn } from 'node:child_process'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { environmentWith, type FreshDatabase } from '@zhuji/testing'
import { publicPem, seal } from './checkpoint-scene.js'
import { aFilledDatabase } from './installation.js'

const PROGRAM = resolve('dist', 'apps', 'operations', 'src', 'main.js')
const service = 'funding'
const LOG = `${service}.log.tsv`
const CHECKPOINTS = `${service}.checkpoints.tsv`

let database: FreshDatabase
let scratch: string
/** As exported. */
let whole: string

async function run(program: string, args: readonly string[], more: Readonly<Record<string, string>> = {}) {
  const child = spawn(program, [...args], { env: environmentWith(more) })
  const ended = new Promise<number | null>((done) => child.on('close', done))
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { exitCode: await ended, said, complained }
}

const node = (...args: readonly string[]) => run(process.execPath, args, { DATABASE_URL: database.url })
const exported = (...args: readonly string[]) => node(PROGRAM, 'export', ...args)
const verified = (directory: string, ...args: readonly string[]) =>
  node(join(directory, 'verify.mjs'), directory, ...args)

beforeAll(async () => {
  database = await aFilledDatabase()
  await seal(database, service)
  scratch = mkdtempSync(join(tmpdir(), 'zhuji-export-'))
  whole = join(scratch, 'whole')
  writeFileSync(join(scratch, 'key.pem'), publicPem)
  expect(await exported('--service', service, '--to', whole)).toMatchObject({ exitCode: 0 })
}, 240_000)

afterAll(async () => {
  rmSync(scratch, { recursive: true, force: true })
  await database?.drop()
})

let copies = 0

/** A copy of the export in which the lines of the log have become others. */
function altered(change: (lines: string[]) => readonly string[]): string {
  const directory = join(scratch, `copy-${(copies += 1)}`)
  cpSync(whole, directory, { recursive: true })
  const lines = readFileSync(join(directory, LOG), 'utf8').trimEnd().split('\n')
  writeFileSync(join(directory, LOG), `${change(lines).join('\n')}\n`)
  return directory
}

const fieldsOf = (line: string) => JSON.parse(line.split('\t')[3]!) as [string, string, string, number, ...unknown[]]
const key = () => join(scratch, 'key.pem')

/** The ledger's hashes as its rows now have them. */
function rehashed(lines: readonly string[], streamId: string): string[] {
  let before: Buffer = Buffer.alloc(32)
  return lines.map((line) => {
    if (fieldsOf(line)[2] !== streamId) return line
    const [position, xid, , hashed] = line.split('\t') as [string, string, string, string]
    before = createHash('sha256').update(before).update(hashed).digest()
    return [position, xid, before.toString('hex'), hashed].join('\t')
  })
}

describe('an exported log', () => {
  it('is verified by Node alone: every event, every checkpoint, the key', async () => {
    const { exitCode, said } = await verified(whole, '--key', key(), '--kept', join(whole, CHECKPOINTS))
    expect(said).toContain('funding: 12 events, 3 checkpoints, 1 events behind the last, key ')
    expect({ exitCode, said }).toMatchObject({ exitCode: 0, said: expect.stringMatching(/faults: 0\n$/) as unknown })
    const imports = readFileSync(join(whole, 'verify.mjs'), 'utf8').match(/from ['"][^'"]+['"]/g)!
    for (const each of imports) expect(each).toMatch(/from ['"]node:/)
  })

  it('is verified by the lines that the documentation gives', async () => {
    for (const [file, silent] of [
      [whole, true],
      [
        altered((lines) => lines.map((line, index) => (index === 4 ? line.replace('special', 'Special') : line))),
        false,
      ],
    ] as const) {
      const [, lines] = /```bash\n([\s\S]+?)```/.exec(readFileSync('docs/audit.md', 'utf8'))!
      expect(lines!.trimEnd().split('\n').length).toBeLessThanOrEqual(20)
      const script = `cd '${file}'; SERVICE=${service} KEY='${key()}'\n${lines}`
      const { exitCode, said } = await run('bash', ['-c', script])
      expect({ exitCode, faults: said.split('\n').filter((line) => line.startsWith('!!')).length === 0 }).toEqual({
        exitCode: 0,
        faults: silent,
      })
      expect(said).toContain('3 checkpoints')
    }
  })

  it('is not written over', async () => {
    const again = await exported('--service', service, '--to', whole)
    expect(again).toMatchObject({ exitCode: 2, complained: expect.stringContaining(LOG) as unknown })
    expect(await verified(whole)).toMatchObject({ exitCode: 0 })
  })
})

describe('a copy of it', () => {
  it('with one letter changed is named by line and event', async () => {
    let eventId = ''
    const directory = altered((lines) =>
      lines.map((line, index) => {
        if (index !== 4) return line
        eventId = fieldsOf(line)[0]
        return line.replace('"2026-06-02"', '"2026-06-03"')
      }),
    )
    const { exitCode, said } = await verified(directory)
    expect(exitCode).toBe(1)
    expect(said).toMatch(new RegExp(`line 5 \\(position \\d+, event ${eventId}, .*does not match its hash`))
  })

  it('with an event rewritten and all hashes of its stream made anew is named at that event', async () => {
    const directory = altered((lines) => {
      const line = lines.findIndex((each) => fieldsOf(each)[3] === 2 && fieldsOf(each)[2].startsWith('project/'))
      const changed = lines.with(line, lines[line]!.replace('3000000000', '3000000001'))
      return rehashed(changed, fieldsOf(changed[line]!)[2])
    })
    const { exitCode, said } = await verified(directory)
    expect(exitCode).toBe(1)
    expect(said.split('\n').find((line) => line.startsWith('   '))).toMatch(
      /version 2\) was rewritten after it was sealed/,
    )
  })

  it('without a whole stream is named with each of its versions', async () => {
    const directory = altered((lines) => lines.filter((line) => fieldsOf(line)[2] !== fieldsOf(lines[0]!)[2]))
    const streamId = fieldsOf(readFileSync(join(whole, LOG), 'utf8').split('\n')[0]!)[2]
    const { exitCode, said } = await verified(directory)
    expect(exitCode).toBe(1)
    for (const version of [1, 2, 3]) expect(said).toContain(`version ${version} of stream ${streamId}, sealed by`)
  })

  it('that ends earlier is sound by itself, and is not what an auditor kept', async () => {
    const directory = altered((lines) => lines.slice(0, 8))
    expect(await verified(directory, '--key', key())).toMatchObject({ exitCode: 0 })
    const { exitCode, said } = await verified(directory, '--kept', join(whole, CHECKPOINTS))
    expect(exitCode).toBe(1)
    expect(said).toContain('a kept checkpoint is not in the log')
  })

  it('is not sound by another key', async () => {
    const { publicKey } = generateKeyPairSync('ed25519')
    const other = join(scratch, 'other.pem')
    writeFileSync(other, publicKey.export({ format: 'pem', type: 'spki' }))
    const { exitCode, said } = await verified(whole, '--key', other)
    expect(exitCode).toBe(1)
    expect(said).toContain('is not signed with the key')
  })
})
