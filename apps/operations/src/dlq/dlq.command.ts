import { parseArgs } from 'node:util'
import { type ExitCode, told, UsageError } from '../command-line.js'
import { findInstallation, type FoundInstallation, operatorName } from '../installation/operations.config.js'
import { rebuild } from '../rebuild/rebuild.repository.js'
import { say } from '../say.adapter.js'
import { findDeadLetter, listDeadLetters, type Selection } from './dead-letters.repository.js'
import { describeLetter } from './describe-letter.js'
import { redrive, type Redriven } from './redrive.repository.js'

const usage = `npm run dlq -- list [--json]
npm run dlq -- show SERVICE/NUMBER [--json]
npm run dlq -- redrive SERVICE/NUMBER | --cause CAUSE | --type TYPE | --group GROUP | --all [--dry-run] [--rebuild] [--json]

  list        按组、来源、类型、原因汇总 / counts by group, source, type and cause
  show        一条死信的全部内容 / everything about one: original bytes, headers, cause, attempts, place
  redrive     再次交给该组；条件可并用 / hands them to their group again; conditions may be combined
  --dry-run   只说明将做什么 / only says what would be done
  --rebuild   已被后续事件超过的，重建其读模型 / rebuilds read models in which later events are in effect

操作人 / operator: ZHUJI_OPERATOR, USER
退出码 / exit code: 0 完成 / done, 1 有未能生效的 / some are not in effect, 2 未能执行 / could not be carried out`

const flag = { type: 'boolean' } as const
const text = { type: 'string' } as const
const options = {
  cause: text,
  type: text,
  group: text,
  all: flag,
  'dry-run': flag,
  rebuild: flag,
  json: flag,
  help: flag,
} as const

type Values = ReturnType<typeof parse>['values']

const parse = (args: readonly string[]) => parseArgs({ args: [...args], allowPositionals: true, options })

export async function runDeadLetters(args: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = parse(args)
  if (values.help) return say(usage)
  const [verb, id, ...others] = positionals
  const isSound =
    others.length === 0 && (verb === 'list' ? id === undefined : verb === 'show' ? id !== undefined : true)
  if (!isSound || !['list', 'show', 'redrive'].includes(verb ?? '')) {
    throw new UsageError({ zh: '请写明 list、show 或 redrive。', en: 'Say list, show or redrive.' }, usage)
  }
  const selection = verb === 'redrive' ? selectionOf(values, id) : {}
  const installation = await findInstallation()
  try {
    if (verb === 'list') return await list(installation, values)
    if (verb === 'show') return await show(installation, id!, values)
    return await carryOut(installation, selection, values)
  } finally {
    await installation.release()
  }
}

/** All of them only where that is said. */
function selectionOf({ cause, type, group, all }: Values, id: string | undefined): Selection {
  const selection = { id, cause, type, group }
  const isNamed = Object.values(selection).some((condition) => condition !== undefined)
  if (isNamed !== Boolean(all)) return selection
  const fault = { zh: '请写明哪些死信，或 --all。', en: 'Say which dead letters, or --all.' }
  throw new UsageError(fault, usage)
}

async function list(installation: FoundInstallation, { json }: Values): Promise<ExitCode> {
  const groups = await listDeadLetters(installation)
  if (json) return say(JSON.stringify(groups, null, 2))
  if (groups.length === 0) return say(told('no-dead-letters', {}))
  return say(
    ...groups.map(({ service, group, source, type, cause, count, first, last, ids }) => {
      const what = `${group}  ${source}  ${type ?? '–'}  ${cause}`
      return `${String(count).padStart(7)}  ${what}  ${first} … ${last}  ${ids.map((id) => `${service}/${id}`).join(' ')}`
    }),
  )
}

async function show(installation: FoundInstallation, id: string, { json }: Values): Promise<ExitCode> {
  const letter = await findDeadLetter(installation, id)
  return say(json ? JSON.stringify(letter, null, 2) : describeLetter(letter))
}

async function carryOut(installation: FoundInstallation, selection: Selection, values: Values): Promise<ExitCode> {
  const operator = operatorName()
  const isDry = values['dry-run'] ?? false
  const redriven: Redriven[] = []
  for await (const one of redrive(installation, { selection, operator, isDry })) {
    redriven.push(one)
    if (!values.json) say(told(one.outcome, { id: one.id, group: one.group, cause: one.cause ?? null }))
  }
  const overtaken = new Set(redriven.filter(({ outcome }) => outcome === 'overtaken').map(({ group }) => group))
  const rebuilds = values.rebuild && !isDry ? [...overtaken] : []
  for (const projection of rebuilds) {
    const { pausedMs } = await rebuild(installation, { projection, operator, bus: installation.platform.bus })
    if (!values.json) say(`${projection}: ${told('switched', { pausedMs: pausedMs ?? null })}`)
  }
  const isDone = ({ outcome, group }: Redriven): boolean =>
    outcome === 'taken-in' || outcome === 'would-try' || (outcome === 'overtaken' && rebuilds.includes(group))
  const done = redriven.filter(isDone).length
  if (values.json) say(JSON.stringify({ redriven, rebuilt: rebuilds }, null, 2))
  else say(told('redriven', { count: redriven.length, done: isDry ? 0 : done }))
  return done === redriven.length ? 0 : 1
}
