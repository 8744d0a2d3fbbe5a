import { DomainError } from '@zhuji/kernel'
import { ConfigError } from '@zhuji/platform'
import { runStandalone } from './standalone.adapter.js'

/** Everything in one process on the embedded defaults: what `npm start` runs. */
try {
  await runStandalone()
} catch (error) {
  const known = error instanceof ConfigError || error instanceof DomainError || isPortInUse(error)
  process.stderr.write(`\n${known ? (error as Error).message : String((error as Error).stack ?? error)}\n`)
  process.exit(1)
}

function isPortInUse(error: unknown): boolean {
  return (error as { code?: string } | null)?.code === 'EADDRINUSE'
}
