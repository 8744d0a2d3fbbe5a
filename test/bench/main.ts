import { parseArgs } from 'node:util'
import { readFile, writeFile } from 'node:fs/promises'
import { availableParallelism, totalmem } from 'node:os'
import { Logger } from '@nestjs/common'
import { format, resolveConfig } from 'prettier'
import { NoKafkaHere } from '@zhuji/testing'
import { commandsContest } from './commands/commands.bench.js'
import { bulkContest } from './bulk/bulk.bench.js'
import { projectionContest } from './projection/projection.bench.js'
import { logContest } from './log/log.bench.js'
import { relayContest } from './relay/relay.bench.js'
import { scaleOutContest } from './scale-out/scale-out.bench.js'
import { seenContest } from './seen/seen.bench.js'
import { footprintContest } from './footprint/footprint.bench.js'
import { questionsContest } from './questions/questions.bench.js'
import { firstLoadContest, NoChromiumHere } from './first-load/first-load.bench.js'
import { growthContest, upkeepContest } from './growth/growth.bench.js'
import { importContest } from './import/import.bench.js'
import { NoRegisterHere } from './import/register-files.adapter.js'
import type { Contest, ContestOptions } from './contest/contest.js'
import { run } from './contest/run.js'
import { reportOf } from './contest/report.js'
import { withReport } from './contest/document.js'

/**
 * `npm run bench [-- NAME…] [--rounds 5] [--seconds 6] [--projects 2000] [--facts N] [--directory DIR] [--register DIR] [--json FILE]
 * [--write]`
 */
const contests: Readonly<Record<string, (options: ContestOptions) => Promise<Contest>>> = {
  commands: commandsContest,
  bulk: bulkContest,
  projection: projectionContest,
  log: logContest,
  relay: relayContest,
  'scale-out': scaleOutContest,
  seen: seenContest,
  footprint: footprintContest,
  questions: questionsContest,
  'first-load': firstLoadContest,
  growth: growthContest,
  upkeep: upkeepContest,
  import: importContest,
}

/** From the root of the repository, where npm runs its commands. */
const DOCUMENT = 'docs/performance.md'

Logger.overrideLogger(['warn', 'error'])
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '6' },
    projects: { type: 'string', default: '2000' },
    facts: { type: 'string' },
    directory: { type: 'string' },
    register: { type: 'string' },
    json: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
})
const unknown = positionals.filter((name) => !(name in contests))
if (unknown.length > 0) {
  console.error(`no such bench: ${unknown.join(', ')}; there are ${Object.keys(contests).join(', ')}`)
  process.exit(2)
}
const machine = `${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`
console.log(`${machine}; everything on this machine, contenders in turn, medians of ${values.rounds} rounds\n`)
const { directory, register } = values
const options = {
  seconds: Number(values.seconds),
  projects: Number(values.projects),
  ...(values.facts === undefined ? {} : { facts: Number(values.facts) }),
  directory,
  register,
}
const results = []
for (const name of positionals.length > 0 ? positionals : Object.keys(contests)) {
  const contest = await contests[name]!(options).catch(whatIsMissing)
  if (typeof contest === 'string') {
    console.log(`${name} is not run: ${contest}\n`)
    continue
  }
  try {
    const result = await run(contest, Number(values.rounds))
    results.push(result)
    const report = reportOf(contest, result)
    console.log(report)
    if (values.write) await writeInto(DOCUMENT, name, `${report}\n${footnote()}`)
  } finally {
    await contest.close()
  }
}
if (values.json) await writeFile(values.json, `${JSON.stringify({ machine, results }, null, 2)}\n`)

/** The figures of a bench take their place in the document of all, beside those of other runs. */
async function writeInto(path: string, name: string, report: string): Promise<void> {
  const document = withReport(await readFile(path, 'utf8'), name, report)
  await writeFile(path, await format(document, { ...(await resolveConfig(path)), filepath: path }))
}

function footnote(): string {
  const day = new Date().toISOString().slice(0, 10)
  return `Measured on ${day}: ${machine}, medians of ${values.rounds} rounds.`
}

/** What stands in the way; anything but a missing broker, browser or register is a fault. */
function whatIsMissing(error: unknown): string {
  if (error instanceof NoKafkaHere) return `no Kafka broker: ${error.message}`
  if (error instanceof NoChromiumHere || error instanceof NoRegisterHere) return error.message
  throw error
}
