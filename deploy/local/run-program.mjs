import { spawn } from 'node:child_process'
import { requireNode } from './node-version.mjs'

/** Runs a built program to its end, in place of this one: its output, its exit code. */
export async function runProgram(path, args) {
  requireNode()
  const { prepare } = await import('./prepare.mjs')
  const { exitCodeOf, root } = await import('./run.mjs')
  await prepare()
  const program = `${root}/${path}`
  const child = spawn(process.execPath, ['--enable-source-maps', program, ...args], { stdio: 'inherit' })
  // A Ctrl-C reaches the program through the terminal; it ends what it is at, and we stay for its code.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  child.on('error', (error) => {
    process.stderr.write(`cannot start ${program}: ${error.message}\n`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => process.exit(exitCodeOf(code, signal)))
}
