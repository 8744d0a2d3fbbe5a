import { runStack } from './run-stack.adapter.js'
import { readRunStackConfig } from './run-stack.config.js'
import { runAtTerminal } from './terminal.adapter.js'

await runAtTerminal((stopAsked) => runStack(readRunStackConfig(), stopAsked))
