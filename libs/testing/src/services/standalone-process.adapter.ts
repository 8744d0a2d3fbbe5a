import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { eventually } from '../waiting/eventually.adapter.js'
import { environmentWith } from './standalone-environment.config.js'

export interface StandaloneOptions {
  readonly port: number
  readonly dataDirectory: string
  /** `npm start`, as when not given, or `npm run stack`: the same to whoever uses it. */
  readonly program?: keyof typeof PROGRAMS
  /** As after `npm start --`. */
  readonly args?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
}

export interface StandaloneAccount {
  readonly username: string
  readonly password: string
  readonly clientSecret: string
}

export interface StandaloneProcess {
  readonly origin: string
  account(username: string): Promise<StandaloneAccount>
  /** An access token of an account, as machines get it. */
  token(username: string): Promise<string>
  /** Asks it to stop and waits until it has; resolves with false when it had to be killed or failed on its way out. */
  stop(): Promise<boolean>
}

const PROGRAMS = {
  standalone: { file: 'dist/apps/standalone/src/main.js', sample: 'sample.json' },
  stack: { file: 'dist/libs/testing/src/stack/run-stack.command.js', sample: 'stack/sample.json' },
} as const
const READY = 'is running'
const START_PATIENCE_MS = 300_000
const STOP_PATIENCE_MS = 30_000

/**
 * The built program, as `npm start` runs it, in a process of its own; resolves when it has printed its banner (and filled an
 * empty store with the sample, unless told otherwise). It also stops when the test's process ends without a word.
 */
export async function startStandalone(options: StandaloneOptions): Promise<StandaloneProcess> {
  const { port, dataDirectory, args = [], environment = {}, program = 'standalone' } = options
  const { file, sample } = PROGRAMS[program]
  if (!existsSync(file)) throw new Error(`${file} is not there: npm run build makes it, and npm test runs that`)
  const watch = pathToFileURL(resolve('deploy/local/stop-with-parent.mjs')).href
  const child = spawn(process.execPath, ['--enable-source-maps', '--import', watch, file, ...args], {
    env: environmentWith({ PORT: String(port), DATA_DIRECTORY: dataDirectory, ...environment }),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const stop = stopperOf(child)
  try {
    await untilReady(child)
    if (!args.includes('--empty')) await untilFilled(join(dataDirectory, sample))
  } catch (error) {
    await stop()
    throw error
  }
  const origin = `http://localhost:${port}`
  const account = async (username: string) => accountIn(dataDirectory, username)
  return { origin, account, stop, token: (username) => embeddedToken(origin, dataDirectory, username) }
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((done, fail) => {
    let printed = ''
    const timer = setTimeout(
      () => fail(new Error(`not ready within ${START_PATIENCE_MS} ms:\n${printed}`)),
      START_PATIENCE_MS,
    )
    const take = (chunk: Buffer) => {
      printed += chunk.toString()
      if (!printed.includes(READY)) return
      clearTimeout(timer)
      done()
    }
    child.stdout!.on('data', take)
    child.stderr!.on('data', take)
    child.once('error', fail)
    child.once('exit', (code) => {
      clearTimeout(timer)
      fail(new Error(`ended with ${code} before it was ready:\n${printed}`))
    })
  })
}

/** The sample goes in after the address has been printed; its file says when all of it is there. */
async function untilFilled(file: string): Promise<void> {
  const sampleIsIn = async () => {
    if ((JSON.parse(await readFile(file, 'utf8')) as { done: boolean }).done) return
    throw new Error(`${file} says that the sample is not done`)
  }
  await eventually(sampleIsIn, { within: START_PATIENCE_MS, describe: 'the sample is in' })
}

function stopperOf(child: ChildProcess): () => Promise<boolean> {
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  // When all is closed, the process ends by the signal it was given, as a shell expects.
  const isClean = () => child.exitCode === 0 || child.signalCode === 'SIGTERM'
  return async () => {
    if (child.exitCode !== null || child.signalCode !== null) return isClean()
    child.kill('SIGTERM')
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS)
    await ended
    clearTimeout(timer)
    return isClean()
  }
}

async function accountIn(dataDirectory: string, username: string): Promise<StandaloneAccount> {
  const text = await readFile(join(dataDirectory, 'issuer-secrets.json'), 'utf8')
  const { accounts } = JSON.parse(text) as { accounts: Record<string, Omit<StandaloneAccount, 'username'>> }
  const secrets = accounts[username]
  if (!secrets) throw new Error(`no account ${username}; there are ${Object.keys(accounts).join(', ')}`)
  return { username, ...secrets }
}

/** An access token of the embedded issuer at this origin for one of its accounts. */
export async function embeddedToken(origin: string, dataDirectory: string, username: string): Promise<string> {
  const { clientSecret } = await accountIn(dataDirectory, username)
  const response = await fetch(`${origin}/oidc/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${username}:${clientSecret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  const answer = (await response.json()) as { access_token?: string }
  if (!answer.access_token) throw new Error(`no token for ${username}: ${JSON.stringify(answer)}`)
  return answer.access_token
}
