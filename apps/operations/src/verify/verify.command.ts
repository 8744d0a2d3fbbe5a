import { parseArgs } from 'node:util'
import { type ExitCode, secondsText, told, UsageError } from '../command-line.js'
import { say } from '../say.adapter.js'
import { findInstallation } from '../installation/operations.config.js'
import { services } from '../installation/services.js'
import type { CheckResult } from './check.js'
import { verify } from './verify.repository.js'

const usage = `npm run verify [-- --service NAME]… [--json]

  --service NAME   只检查这个服务（可重复） / only this service’s checks; may be repeated
  --json           结果以 JSON 输出 / results as JSON

退出码 / exit code: 0 无差错 / no fault, 1 有差错 / faults, 2 未能检查 / could not check`

/** One line for each check, its findings below it. */
export async function runVerify(args: readonly string[]): Promise<ExitCode> {
  const { values } = parseArgs({
    args: [...args],
    options: { service: { type: 'string', multiple: true }, json: { type: 'boolean' }, help: { type: 'boolean' } },
  })
  if (values.help) return say(usage)
  const unknown = values.service?.find((name) => !services.some(({ context }) => context === name))
  if (unknown !== undefined) {
    throw new UsageError({ zh: `没有服务 ${unknown}。`, en: `There is no service ${unknown}.` }, usage)
  }
  const installation = await findInstallation()
  try {
    const results: CheckResult[] = []
    for await (const result of verify(installation, { services: values.service })) {
      results.push(result)
      if (!values.json) say(lineOf(result), ...findingsOf(result))
    }
    return conclude(results, values.json ?? false)
  } finally {
    await installation.release()
  }
}

function conclude(results: readonly CheckResult[], asJson: boolean): ExitCode {
  const sum = (of: 'faults' | 'notices' | 'durationMs') => results.reduce((total, result) => total + result[of], 0)
  const [faults, notices, durationMs] = [sum('faults'), sum('notices'), sum('durationMs')]
  if (asJson) say(JSON.stringify({ checks: results, faults, notices, durationMs }, null, 2))
  else say(told('verified', { checks: results.length, faults, notices, duration: secondsText(durationMs) }))
  // An installation without a single service is none that could be called sound.
  return faults === 0 && results.length > 0 ? 0 : 1
}

function lineOf({ check, service, counts, faults, durationMs }: CheckResult): string {
  const figures = Object.entries(counts).map(([unit, count]) => `${count} ${unit}`)
  const mark = faults === 0 ? 'ok ' : '!! '
  return `${mark} ${service.padEnd(11)}${check.padEnd(36)}${figures.join(', ')}  ${secondsText(durationMs)}`
}

function findingsOf({ findings, faults, notices }: CheckResult): string[] {
  const rest = faults + notices - findings.length
  return [
    ...findings.map(({ slug, figures }) => told(slug, figures, '     ')),
    ...(rest > 0 ? [told('more-findings', { rest }, '     ')] : []),
  ]
}
