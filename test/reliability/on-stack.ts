import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Stack, startStack, type StackOptions, startTestIssuer } from '@zhuji/testing'
import { Way } from './faults/way.js'
import { openScene, type Scene } from './scene.js'

/** Everything in processes of its own, as in production: what faults of processes and of the ways between are tried on. */
export interface OnStack extends Scene {
  readonly stack: Stack
  /** An empty file named like a crash point in it kills the first process that comes by. */
  readonly crashDirectory: string
  /** From the services to their databases and brokers. */
  readonly ways: Readonly<Record<'postgres' | 'kafka', Way>>
  stop(): Promise<void>
}

export type StackShape = Pick<StackOptions, 'instances' | 'nodes'> & { readonly projects: number }

export async function sceneOnStack({ projects, ...shape }: StackShape): Promise<OnStack> {
  const directory = mkdtempSync(join(tmpdir(), 'zhuji-reliability-'))
  const crashDirectory = mkdtempSync(join(tmpdir(), 'zhuji-crash-'))
  const issuer = await startTestIssuer()
  const environment = {
    OIDC_ISSUER: issuer.issuer,
    OIDC_JWKS_URL: issuer.jwksUrl,
    WEBHOOK_ALLOWED_HOSTS: '127.0.0.1',
    WEBHOOK_RETRY_MS: '500',
    LOG_LEVEL: 'warn',
    CRASH_AT: crashDirectory,
  }
  const ways = new Map<string, Way>()
  const way = async (to: 'postgres' | 'kafka', port: number) => {
    ways.set(to, await Way.to(port))
    return ways.get(to)!.port
  }
  const ends: (() => Promise<void>)[] = [() => issuer.stop()]
  const stop = async () => {
    for (const end of ends.toReversed()) await end()
    for (const each of ways.values()) await each.close()
    for (const each of [directory, crashDirectory]) rmSync(each, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const stack = await startStack({ ...shape, directory, environment, way })
    ends.push(() => stack.stop())
    const scene = await openScene(stack, issuer, projects)
    ends.push(() => scene.close())
    const known = { postgres: ways.get('postgres')!, kafka: ways.get('kafka')! }
    return { ...scene, stack, crashDirectory, ways: known, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const START_MS_MAX = 240_000
const START_PAUSE_MS = 500

/** Kills as a power cut would, waits for the end, and starts the process again. */
export async function killAndStart(stack: Stack, name: string): Promise<void> {
  stack.process(name).kill('SIGKILL')
  await stack.process(name).exited
  await startAgain(stack, name)
}

/** As whoever keeps processes running does: one that cannot start yet, because its database is away, is tried again. */
export async function startAgain(stack: Stack, name: string): Promise<void> {
  const deadline = performance.now() + START_MS_MAX
  for (;;) {
    try {
      return await stack.process(name).start()
    } catch (error) {
      if (performance.now() > deadline) throw error
      await pause(START_PAUSE_MS)
    }
  }
}

/** Milliseconds until the question is answered with true; throws when it takes longer than allowed. */
export async function msUntil(asked: () => Promise<boolean>, allowedMs: number): Promise<number> {
  const began = performance.now()
  while (!(await asked())) {
    if (performance.now() - began > allowedMs) throw new Error(`not within ${allowedMs} ms`)
    await pause(50)
  }
  return Math.round(performance.now() - began)
}
