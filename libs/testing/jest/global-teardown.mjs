import { closeSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

const PATIENCE_MS = 15_000
const ADVICE = 'set KAFKA_BROKERS, or install a JDK (17 or later) and Maven'

/** Ends the servers of the test run, removes its folder, and says what was skipped. */
export default async function closeTestRun() {
  const directory = process.env.ZHUJI_TEST_RUN
  if (!directory) return
  delete process.env.ZHUJI_TEST_RUN
  sayWhatWasSkipped(join(directory, 'kafka.skipped'))
  await dropDatabases(join(directory, 'external-databases'))
  const records = readdirSync(directory).filter((name) => name.endsWith('.server.json'))
  const pids = records.flatMap((name) => JSON.parse(readFileSync(join(directory, name), 'utf8')).pids ?? [])
  if (globalThis.zhujiTestRunLifeline !== undefined) closeSync(globalThis.zhujiTestRunLifeline)
  else for (const pid of pids) signal(pid, 'SIGTERM')
  await untilGone(pids)
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
}

function sayWhatWasSkipped(file) {
  if (!existsSync(file)) return
  const reasons = readFileSync(file, 'utf8').trim().split('\n')
  const count = reasons.length === 1 ? '1 Kafka spec' : `${reasons.length} Kafka specs`
  process.stderr.write(`\nSKIPPED: ${count}: no broker: ${reasons[0]}; ${ADVICE}\n`)
}

/** On a server that is not ours, the run takes its own databases away again; the file holds its URL and their prefix. */
async function dropDatabases(file) {
  if (!existsSync(file)) return
  const { url, prefix } = JSON.parse(readFileSync(file, 'utf8'))
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query('select datname from pg_database where starts_with(datname, $1)', [prefix])
    for (const { datname } of rows) {
      await client.query(`drop database if exists ${client.escapeIdentifier(datname)} with (force)`)
    }
  } finally {
    await client.end()
  }
}

async function untilGone(pids) {
  const deadline = Date.now() + PATIENCE_MS
  while (pids.some((pid) => signal(pid, 0))) {
    if (Date.now() > deadline) for (const pid of pids) signal(pid, 'SIGKILL')
    await pause(20)
  }
}

function signal(pid, name) {
  try {
    process.kill(pid, name)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
