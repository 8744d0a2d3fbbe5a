import { DomainError } from '@zhuji/kernel'
import { ConfigError, registerMessages } from '@zhuji/platform'
import { type ExitCode, told, UsageError } from './command-line.js'
import { runDeadLetters } from './dlq/dlq.command.js'
import { runExport } from './export/export.command.js'
import { operationsMessages } from './messages.js'
import { runRebuild } from './rebuild/rebuild.command.js'
import { runVerify } from './verify/verify.command.js'

/** What an operator types: `npm run verify`, `npm run rebuild`, `npm run dlq`, `npm run export`. */
const verbs: Readonly<Record<string, (args: readonly string[]) => Promise<ExitCode>>> = {
  dlq: runDeadLetters,
  export: runExport,
  verify: runVerify,
  rebuild: runRebuild,
}

registerMessages(operationsMessages)
const [verb = '', ...args] = process.argv.slice(2)
process.exitCode = await run(verb, args)

async function run(verb: string, args: readonly string[]): Promise<ExitCode> {
  const command = verbs[verb]
  if (!command) {
    process.stderr.write(`${Object.keys(verbs).join(' | ')}\n`)
    return 2
  }
  try {
    return await command(args)
  } catch (error) {
    process.stderr.write(`${explained(error)}\n`)
    return 2
  }
}

function explained(error: unknown): string {
  if (error instanceof UsageError || error instanceof ConfigError) return error.message
  if (error instanceof DomainError) return told(error.slug, error.figures)
  const { code, message, stack } = error as NodeJS.ErrnoException
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' || code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return message
  return stack ?? String(error)
}
