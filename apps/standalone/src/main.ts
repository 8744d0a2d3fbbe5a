import { DomainError } from '@zhuji/kernel'
import { ConfigError, messageOf, registerMessages } from '@zhuji/platform'
import { startMessages } from './messages.js'
import { runStandalone } from './standalone.adapter.js'

/** Everything in one process on the embedded defaults: what `npm start` runs. */
registerMessages(startMessages)
try {
  await runStandalone()
} catch (error) {
  process.stderr.write(`\n${told(error)}\n`)
  process.exit(1)
}

function told(error: unknown): string {
  if (error instanceof ConfigError) return error.message
  if (!(error instanceof DomainError)) return String((error as Error).stack ?? error)
  const { slug, figures } = error
  return `${messageOf(slug, figures, 'zh-CN')}\n${messageOf(slug, figures, 'en')}`
}
