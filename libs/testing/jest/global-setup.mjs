import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, openSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Opens a test run: one folder for everything its servers keep, and a named pipe that only this process holds open.
 * Nothing is started here, so specs without a database pay nothing; the first spec that asks starts what it needs (see
 * src/test-run), tied to the pipe: when this process ends, in whatever way, the servers of the run end as well.
 */
export default function openTestRun() {
  const directory = mkdtempSync(join(tmpdir(), 'zhuji-tests-'))
  // PostgreSQL may run as another user than we do and must be able to walk through.
  chmodSync(directory, 0o755)
  process.env.ZHUJI_TEST_RUN = directory
  if (process.platform === 'win32') return
  const lifeline = join(directory, 'lifeline')
  execFileSync('mkfifo', [lifeline])
  writeFileSync(join(directory, 'owner.pid'), String(process.pid))
  globalThis.zhujiTestRunLifeline = openSync(lifeline, 'r+')
}
