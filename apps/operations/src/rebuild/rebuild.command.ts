import { parseArgs } from 'node:util'
import { type ExitCode, secondsText, told, UsageError } from '../command-line.js'
import { findInstallation, type FoundInstallation, operatorName } from '../installation/operations.config.js'
import { services } from '../installation/services.js'
import { progressLine, say } from '../say.adapter.js'
import { sourcesOf } from '../shadow/fill-shadow.repository.js'
import type { Finding } from '../verify/check.js'
import { cleanUp, rebuild, type Rebuilt } from './rebuild.repository.js'

const usage = `npm run rebuild -- PROJECTION [--dry-run] [--json]
npm run rebuild -- --list | --clean

  PROJECTION   读模型，例如 dashboards.projects / the read model
  --dry-run    只重建并比较，不切换 / build and compare, do not switch
  --list       列出读模型 / list the read models
  --clean      清除中断的重建留下的表 / remove what interrupted runs left behind
  --json       结果以 JSON 输出 / results as JSON

退出码 / exit code: 0 已重建 / rebuilt, 1 有差异且未切换 / differences and not switched, 2 未能重建 / could not rebuild`

const DIFFERENCES_SHOWN_MAX = 20

interface Asked {
  readonly projection: string
  readonly isDry: boolean
  readonly asJson: boolean
}

export async function runRebuild(args: readonly string[]): Promise<ExitCode> {
  const flag = { type: 'boolean' } as const
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { 'dry-run': flag, list: flag, clean: flag, json: flag, help: flag },
  })
  if (values.help) return say(usage)
  if (values.list) return list(values.json ?? false)
  const [projection, ...others] = positionals
  if (!values.clean && (projection === undefined || others.length > 0)) {
    throw new UsageError({ zh: '请写明一个读模型。', en: 'Name one read model.' }, usage)
  }
  const installation = await findInstallation()
  try {
    if (projection === undefined) return await clean(installation)
    const asked = { projection, isDry: values['dry-run'] ?? false, asJson: values.json ?? false }
    return await carryOut(installation, asked)
  } finally {
    await installation.release()
  }
}

function list(asJson: boolean): ExitCode {
  const all = services.flatMap(({ projections }) =>
    projections.map((projection) => ({
      projection: projection.group,
      reads: sourcesOf(projection),
      tables: projection.tables.map(({ name }) => name),
    })),
  )
  if (asJson) return say(JSON.stringify(all, null, 2))
  return say(
    ...all.map(
      ({ projection, reads, tables }) => `${projection.padEnd(28)}${reads.join(' ').padEnd(40)}${tables.join(' ')}`,
    ),
  )
}

async function clean(installation: FoundInstallation): Promise<ExitCode> {
  const removed = await cleanUp(installation)
  if (removed.length === 0) return say(told('nothing-left-over', {}))
  return say(...removed.map((schema) => told('removed', { schema })))
}

async function carryOut(installation: FoundInstallation, { projection, isDry, asJson }: Asked): Promise<ExitCode> {
  const findings: Finding[] = []
  const report = await rebuild(installation, {
    projection,
    bus: installation.platform.bus,
    operator: operatorName(),
    switches: !isDry,
    found: (finding) => {
      if (findings.length < DIFFERENCES_SHOWN_MAX) findings.push(finding)
    },
    progress: progressLine((events, rate) => told('rebuilding', { events, rate })),
  })
  if (asJson) say(JSON.stringify({ projection, ...report, findings }, null, 2))
  else say(...linesOf(projection, report, findings))
  return isDry && report.differences > 0 ? 1 : 0
}

function linesOf(group: string, report: Rebuilt, findings: readonly Finding[]): string[] {
  const { differences, eventsPerSecond: rate, buildMs, pausedMs } = report
  const { events = 0, rows = 0, hash = '' } = report.compared
  return [
    ...findings.map(({ slug, figures }) => told(slug, figures, '  ')),
    ...(differences > findings.length ? [told('more-findings', { rest: differences - findings.length }, '  ')] : []),
    told('rebuilt', { group, events, rows, hash, differences, rate, duration: secondsText(buildMs) }),
    pausedMs === undefined ? told('not-switched', {}) : told('switched', { pausedMs }),
  ]
}
