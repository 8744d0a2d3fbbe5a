import { spawn } from 'node:child_process'
import { requireNode } from './node-version.mjs'

requireNode()
const { prepare } = await import('./prepare.mjs')
const { exitCodeOf, root } = await import('./run.mjs')
await prepare()

const child = spawn(
  process.execPath,
  ['--enable-source-maps', `${root}/dist/test/bench/main.js`, ...process.argv.slice(2)],
  {
    stdio: 'inherit',
  },
)
child.on('exit', (code, signal) => process.exit(exitCodeOf(code, signal)))
