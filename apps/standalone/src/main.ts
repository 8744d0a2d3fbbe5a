import { startMessages, told } from '@zhuji/front'
import { registerMessages } from '@zhuji/platform'
import { runStandalone } from './standalone.adapter.js'

/** Everything in one process on the embedded defaults: what `npm start` runs. */
registerMessages(startMessages)
try {
  await runStandalone()
} catch (error) {
  process.stderr.write(`\n${told(error)}\n`)
  process.exit(1)
}
