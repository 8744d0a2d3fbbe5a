import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { assertPortFree, banner, consoleIsBuilt, issuedAccountsIn } from '@zhuji/front'
import { environmentWith } from '../services/standalone-environment.config.js'
import { keepRunning } from './keep-running.adapter.js'
import { colourOf, shownLine } from './log-line.js'
import type { RunStackConfig } from './run-stack.config.js'
import { startStack, type Stack } from './stack.adapter.js'
import { say } from './terminal.adapter.js'

/** Everything behind one address, with the logs on the terminal; resolves when a stop was asked for and is done. */
export async function runStack(config: RunStackConfig, stopAsked: AbortSignal): Promise<void> {
  const begun = Date.now()
  const { directory, port, nodes, kafkaBrokers, environment } = config
  await assertPortFree({ port, host: '127.0.0.1', remedy: 'PORT=3001 npm run stack' })
  const places = new Map<string, number>()
  const onLine = (name: string, line: string): void => {
    if (!places.has(name)) places.set(name, places.size)
    const text = shownLine(name, line, process.stdout.isTTY ? colourOf(places.get(name)!) : undefined)
    if (text !== undefined) process.stdout.write(`${text}\n`)
  }
  const stack = await startStack({ directory, port, nodes, kafkaBrokers, environment, onLine })
  await tell(stack, config, Date.now() - begun)
  for (const name of stack.names) void keepRunning(stack.process(name), stopAsked)
  if (config.withSample) void fillWithSample(config, stopAsked)
  if (!stopAsked.aborted) await once(stopAsked, 'abort')
  say('stopping')
  await stack.stop()
}

async function tell(stack: Stack, { directory }: RunStackConfig, startedInMs: number): Promise<void> {
  const accounts = await issuedAccountsIn(directory)
  const more = [
    ['Kafka', stack.kafkaBrokers],
    ['Processes', stack.names.map((name) => `${name} ${stack.process(name).pid}`).join(', ')],
    ['Logs', join(directory, 'stack', 'logs')],
  ] as const
  const facts = { origin: stack.address, consoleBuilt: consoleIsBuilt(), accounts, startedInMs, more }
  process.stdout.write(`${banner(facts)}\n`)
}

/** In a process of its own, as any other client of the system. */
async function fillWithSample({ directory, port, environment }: RunStackConfig, signal: AbortSignal): Promise<void> {
  const program = resolve('dist', 'apps', 'standalone', 'src', 'sample', 'fill-sample.command.js')
  const child = spawn(process.execPath, [program, join(directory, 'stack', 'sample.json')], {
    env: environmentWith({ ...environment, PORT: String(port), DATA_DIRECTORY: directory }),
    stdio: ['ignore', 'inherit', 'inherit'],
    signal,
  })
  child.on('error', () => undefined)
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0 && !signal.aborted) say('sample-failed')
}
