import { spawn } from 'node:child_process'
import { requireNode } from './node-version.mjs'

requireNode()
const { prepare } = await import('./prepare.mjs')
const { exitCodeOf, root } = await import('./run.mjs')
await prepare()

const program = `${root}/dist/apps/importer/src/main.js`
const child = spawn(process.execPath, ['--enable-source-maps', program, ...process.argv.slice(2)], { stdio: 'inherit' })
// A Ctrl-C reaches the importer through the terminal; it ends its batches, and we stay for its code.
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => child.kill('SIGTERM'))
child.on('error', (error) => {
  process.stderr.write(`cannot start ${program}: ${error.message}\n`)
  process.exit(1)
})
child.on('exit', (code, signal) => process.exit(exitCodeOf(code, signal)))
