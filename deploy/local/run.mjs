import { spawn } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { constants as osConstants } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** Lines for the person at the terminal; standard output stays free for the program that is started. */
export function say(line) {
  process.stderr.write(`zhuji: ${line}\n`)
}

/** What a shell would report: the code, or 128 plus the number of the signal that ended the process. */
export function exitCodeOf(code, signal) {
  return signal ? 128 + (osConstants.signals[signal] ?? 0) : (code ?? 1)
}

/**
 * Runs a command to its end without showing its output, and prints all of it when the command fails.
 * Returns true on success.
 */
export function runQuietly(command, args, env = process.env) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: needsShell(command),
    })
    const output = []
    child.stdout.on('data', (chunk) => output.push(chunk))
    child.stderr.on('data', (chunk) => output.push(chunk))
    child.on('error', (error) => {
      say(`cannot run ${command}: ${error.message}`)
      done(false)
    })
    child.on('close', (code) => {
      if (code !== 0) process.stderr.write(Buffer.concat(output))
      done(code === 0)
    })
  })
}

/** npm itself: the one that is running us, else the one on the path. */
export function runNpm(args) {
  const running = process.env.npm_execpath
  if (running && /npm-cli\.c?js$/.test(running) && existsSync(running)) {
    return runQuietly(process.execPath, [running, ...args], environmentForNpm())
  }
  return runQuietly(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, environmentForNpm())
}

function needsShell(command) {
  return command.endsWith('.cmd')
}

/** How to reach the registry is the caller's business and is kept. */
const KEPT =
  /^npm_config_(registry|.*proxy|ca|cafile|cert|key|strict_ssl|cache|userconfig|globalconfig|(prefer_)?offline|fetch_.*|maxsockets|ignore_scripts)$/i

/**
 * npm hands its own settings to the scripts it runs as `npm_*` variables (`npm_config_local_prefix`, `…_omit`,
 * `…_workspace`, …). In a nested npm they would act as command-line options, so all but the connection go.
 */
function environmentForNpm() {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => name !== 'INIT_CWD' && name !== 'NODE_ENV' && (!/^npm_/i.test(name) || KEPT.test(name)),
    ),
  )
  const cache = env.npm_config_cache ?? (env.HOME ? join(env.HOME, '.npm') : undefined)
  // A home that is missing or read-only (containers, service accounts) must not stop the install.
  if (process.platform !== 'win32' && !(cache && canWrite(cache)))
    env.npm_config_cache = join(root, '.data', 'npm-cache')
  return env
}

function canWrite(path) {
  let nearest = resolve(path)
  while (!existsSync(nearest) && dirname(nearest) !== nearest) nearest = dirname(nearest)
  try {
    accessSync(nearest, constants.W_OK)
    return true
  } catch {
    return false
  }
}
