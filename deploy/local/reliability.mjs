import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { requireNode } from './node-version.mjs'

requireNode()

const faults = {
  R1: 'any process killed at any moment',
  R2: 'a death between every two durable steps',
  R3: 'the broker gone for 1, 10 and 60 s',
  R4: 'the database restarted at once',
  R5: 'the ways to database and broker disturbed',
  R6: 'every topic played again',
  R7: 'records in another order',
  R8: 'poisoned records',
  R12: 'members of a group coming and going',
  R13: 'a process that slept through its replacement',
  R14: 'every read model built anew under load',
  R17: 'every service restarted one by one',
}
const usage = `npm run reliability -- FAULT [--seed N] [--share S]

  用法：对运行中的整套系统施加一种故障，并打印结果数字；--share 按比例缩短长跑（默认 1）。
  Puts one kind of trouble on a whole system and prints the figures; --share shortens the long form (1 unless given).

${Object.entries(faults)
  .map(([name, what]) => `  ${name.padEnd(4)} ${what}`)
  .join('\n')}
`
const { fault, seed, share } = argumentsOrUsage()
const { prepare } = await import('./prepare.mjs')
const { runTests } = await import('./run-tests.mjs')
await prepare()

const folder = mkdtempSync(join(tmpdir(), 'zhuji-reliability-figures-'))
const figures = join(folder, 'figures.jsonl')
Object.assign(process.env, { RELIABILITY_FAULT: fault, RELIABILITY_SHARE: share, RELIABILITY_FIGURES: figures })
if (seed !== undefined) process.env.RELIABILITY_SEED = seed
process.on('exit', () => {
  if (existsSync(figures)) printFigures(readFileSync(figures, 'utf8').trim().split('\n'))
  rmSync(folder, { recursive: true, force: true })
})
runTests(['--runInBand', 'test/reliability', '-t', ` ${fault} `], { system: true })

function argumentsOrUsage() {
  try {
    const options = { seed: { type: 'string' }, share: { type: 'string', default: '1' } }
    const { values, positionals } = parseArgs({ options, allowPositionals: true })
    const isSound = /^\d*$/.test(values.seed ?? '') && Number(values.share) > 0 && Number(values.share) <= 1
    if (positionals.length === 1 && faults[positionals[0]] && isSound) return { fault: positionals[0], ...values }
  } catch (error) {
    process.stderr.write(`${error.message}\n`)
  }
  process.stderr.write(usage)
  process.exit(2)
}

/** Each run as it was measured, then the same to read. The load says what else the machine had to do. */
function printFigures(lines) {
  for (const line of lines) {
    const figures = { ...JSON.parse(line), machineLoad: loadavg().map((one) => Math.round(one * 10) / 10) }
    process.stdout.write(`${JSON.stringify(figures)}\n\n`)
    for (const [name, value] of Object.entries(figures)) {
      process.stdout.write(`${name.padEnd(16)} ${typeof value === 'object' ? JSON.stringify(value) : value}\n`)
    }
  }
}
