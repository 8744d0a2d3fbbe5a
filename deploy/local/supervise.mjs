import { spawn } from 'node:child_process'
import { exitCodeOf, root, say } from './run.mjs'

/** A later Ctrl-C, by a person who has stopped waiting, ends the program at once. Milliseconds after the first. */
const PATIENCE_MS = 2_000
const LOOK_FOR_PARENT_MS = 250

/**
 * Runs a built program until it ends and exits with its code. Each stop signal reaches it exactly once: a Ctrl-C goes to
 * every process of the terminal's foreground group, and npm passes it on a second time, so the program gets a group of
 * its own (its database too, which would otherwise stop before the program has let go of it) and only we signal it.
 * If we are killed outright, the closed channel tells the program to stop (see stop-with-parent.mjs).
 */
export function supervise(program, args) {
  const watch = new URL('./stop-with-parent.mjs', import.meta.url).href
  const child = spawn(process.execPath, ['--enable-source-maps', '--import', watch, program, ...args], {
    cwd: root,
    detached: process.platform !== 'win32',
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  let firstAt
  const stop = (signal) => {
    if (firstAt === undefined) {
      firstAt = Date.now()
      child.kill(signal)
    } else if (signal === 'SIGINT' && Date.now() - firstAt > PATIENCE_MS) {
      say('stopping at once')
      killGroup(child)
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
  whenOrphaned(() => stop('SIGTERM'))
  child.on('error', (error) => {
    say(`cannot start ${program}: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => process.exit(exitCodeOf(code, signal)))
}

/**
 * npm runs a script in a shell and passes a SIGTERM on to that shell alone, which dies of it and leaves us behind
 * without a word. Our new parent gives it away.
 */
function whenOrphaned(act) {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    act()
  }, LOOK_FOR_PARENT_MS)
  timer.unref()
}

function killGroup(child) {
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL')
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}
