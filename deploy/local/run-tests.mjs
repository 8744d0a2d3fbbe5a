import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exitCodeOf, root } from './run.mjs'

/**
 * Runs jest with its usual output, closes with one line of counts and exits with jest's code. Specs of whole systems, which
 * need the machine for themselves, are left out unless `system` asks for them.
 */
export function runTests(args, { system = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'zhuji-test-'))
  const results = join(folder, 'results.json')
  const workers = args.some((arg) => /^(--maxWorkers|-w|--runInBand|-i$)/.test(arg)) ? [] : ['--maxWorkers=2']
  // Last, because jest takes what follows for more patterns. After minutes of killed connections Node 20 was seen to spin
  // for ever in its own clean-up although every test had passed; a forced exit leaves that clean-up out.
  const selection = system ? ['--forceExit'] : ['--testPathIgnorePatterns=\\.system\\.spec\\.ts$']
  const jest = join(root, 'node_modules/jest/bin/jest.js')
  const child = spawn(
    process.execPath,
    [jest, ...workers, '--json', `--outputFile=${results}`, ...args, ...selection],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, NODE_OPTIONS: nodeOptions() },
    },
  )
  // A Ctrl-C reaches jest through the terminal; we stay to clean up and to report its code.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  child.on('close', (code, signal) => {
    const counts = countsIn(results)
    rmSync(folder, { recursive: true, force: true })
    process.stdout.write(`${counts}\n`)
    process.exit(exitCodeOf(code, signal))
  })
}

/** ES modules inside jest need the flag, in its workers too; the warning about the flag says nothing to a reader. */
function nodeOptions() {
  const ours = '--experimental-vm-modules --disable-warning=ExperimentalWarning'
  return process.env.NODE_OPTIONS ? `${process.env.NODE_OPTIONS} ${ours}` : ours
}

/** A suite that could not even be loaded has no tests to count and is one failure; no results at all are one, too. */
function countsIn(results) {
  if (!existsSync(results)) return '0 passed, 1 failed, 0 skipped'
  const run = JSON.parse(readFileSync(results, 'utf8'))
  const failed = run.numFailedTests + run.numRuntimeErrorTestSuites
  return `${run.numPassedTests} passed, ${failed} failed, ${run.numPendingTests + run.numTodoTests} skipped`
}
