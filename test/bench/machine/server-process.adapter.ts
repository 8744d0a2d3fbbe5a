import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { environmentWith } from '@zhuji/testing'

export interface ServerProcess {
  readonly url: string
  readonly pid: number
  stop(): Promise<void>
}

export interface ServerProcessOptions {
  readonly program: string
  readonly args?: readonly string[]
  readonly port: number
  readonly environment: Readonly<Record<string, string>>
  readonly readyPath?: string
}

/** A bench that ends without a word leaves no server behind. */
const STOP_WITH_PARENT = new URL('../../../../deploy/local/stop-with-parent.mjs', import.meta.url).href
const READY_MS_MAX = 120_000

/** One server in a process of its own, as it would run for users; resolves when it answers. */
export async function startServer({
  program,
  args = [],
  port,
  environment,
  readyPath = '/',
}: ServerProcessOptions): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['--import', STOP_WITH_PARENT, program, ...args], {
    env: environmentWith({ NODE_ENV: 'production', ...environment, PORT: String(port) }),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit')
  const url = `http://127.0.0.1:${port}`
  const until = Date.now() + READY_MS_MAX
  while (!(await answers(url + readyPath))) {
    if (child.exitCode !== null || Date.now() > until) {
      child.kill('SIGKILL')
      throw new Error(`${program} does not answer at ${url}${readyPath}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return {
    url,
    pid: child.pid!,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function answers(url: string): Promise<boolean> {
  const response = await fetch(url).catch(() => undefined)
  await response?.body?.cancel()
  return response !== undefined && response.status < 500
}
