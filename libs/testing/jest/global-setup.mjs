import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PREFIX = 'zhuji-tests-'

/**
 * Opens a test run: one folder for everything its servers keep, and a named pipe that only this process holds open.
 * Nothing is started here, so specs without a database pay nothing; the first spec that asks starts what it needs (see
 * src/test-run), tied to the pipe: when this process ends, in whatever way, the servers of the run end as well.
 */
export default function openTestRun() {
  removeLeftOvers()
  const directory = mkdtempSync(join(tmpdir(), PREFIX))
  // PostgreSQL may run as another user than we do and must be able to walk through.
  chmodSync(directory, 0o755)
  writeFileSync(join(directory, 'owner.pid'), String(process.pid))
  process.env.ZHUJI_TEST_RUN = directory
  if (process.platform === 'win32') return
  const lifeline = join(directory, 'lifeline')
  execFileSync('mkfifo', [lifeline])
  globalThis.zhujiTestRunLifeline = openSync(lifeline, 'r+')
}

/** A run that was killed could not remove its folder; its servers ended with it. */
function removeLeftOvers() {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const directory = join(tmpdir(), name)
    try {
      const owner = Number(readFileSync(join(directory, 'owner.pid'), 'utf8'))
      if (owner > 0 && !isAlive(owner)) rmSync(directory, { recursive: true, force: true })
    } catch {
      // Another user's run, or one that is just being opened or closed: not ours to remove.
    }
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}
