import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, say } from './run.mjs'

/**
 * `npm run examples` writes `docs/answer-examples.json`: for every question of the API, an answer that the system running
 * on this machine gave, cut to the first entries of each list. The document of the API shows them; a specification holds
 * them against the document's schemas. Run it with the sample, after an answer has changed.
 */
const ITEMS = 2
const port = process.env.PORT ?? '3000'
const origin = `http://localhost:${port}`
const token = execFileSync(process.execPath, [join(root, 'deploy/local/token.mjs'), 'administrator'], {
  encoding: 'utf8',
}).trim()

const document = await ask('/api/openapi.json')
const alert = first(await ask('/api/v1/alerts?severity=red')) ?? first(await ask('/api/v1/alerts'))
const project = alert?.project ?? first(await ask('/api/v1/dashboards/projects'))
const { projectId } = project
const programme = first(await ask('/api/v1/dashboards/programmes'))
const { line } = (await ask(`/api/v1/dashboards/programmes/${programme.programmeId}`)).targets[0]

/** What stands for a parameter of a path, and for a query without which there is no answer. */
const values = {
  projectId,
  localCode: project.localCode,
  alertId: alert?.alertId,
  programmeId: programme.programmeId,
  lineId: line.lineId,
  ids: programme.programmeId,
  agreementId: first(await ask('/api/v1/funding/agreements'))?.agreementId,
  subscriptionId: first(await ask('/api/v1/alerts/subscriptions'))?.subscriptionId,
  month: first(await ask('/api/v1/dashboards/closings'))?.month,
  bulletinId: first(await ask('/api/v1/dashboards/bulletins'))?.definition.bulletinId,
  number: 1,
  figure: 'disbursement-rate',
  year: new Date().getFullYear(),
  from: `${new Date().getFullYear()}-01-01`,
  to: new Date().toISOString().slice(0, 10),
}
/** Questions that are asked by POST. */
const bodies = { 'projects/lookup': { ids: [projectId] } }

const examples = {}
for (const [path, operations] of Object.entries(document.paths)) {
  for (const [method, operation] of Object.entries(operations)) {
    const answer = Object.entries(operation.responses).find(([code]) => code.startsWith('2'))?.[1]
    if (!answer?.content?.['application/json']) continue
    const body = Object.entries(bodies).find(([end]) => path.endsWith(end))?.[1]
    if (method !== 'get' && !body) continue
    const place = placeOf(path, operation.parameters ?? [])
    const given = place && (await ask(place, method, body))
    if (given) examples[operation.operationId] = cut(given)
    else say(`no example of ${operation.operationId}`)
  }
}
const sorted = Object.fromEntries(Object.entries(examples).sort(([one], [other]) => (one < other ? -1 : 1)))
writeFileSync(join(root, 'docs/answer-examples.json'), `${JSON.stringify(sorted, null, 2)}\n`)
say(`${Object.keys(sorted).length} answers are in docs/answer-examples.json`)

function first(page) {
  return page?.items?.[0]
}

/** The address to ask; undefined where a parameter has no value in this system. */
function placeOf(path, parameters) {
  const query = []
  let place = path
  for (const { name, in: where, required, example, schema } of parameters) {
    if (where !== 'path' && !(where === 'query' && required)) continue
    const value = values[name] ?? example ?? schema?.example ?? schema?.enum?.[0]
    if (value === undefined) return undefined
    if (where === 'path') place = place.replace(`{${name}}`, encodeURIComponent(value))
    else query.push(`${name}=${encodeURIComponent(value)}`)
  }
  return query.length > 0 ? `${place}?${query.join('&')}` : place
}

async function ask(place, method = 'get', body) {
  const answer = await fetch(`${origin}${place}`, {
    method: method.toUpperCase(),
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    body: body && JSON.stringify(body),
  })
  if (answer.ok && answer.headers.get('content-type')?.includes('json')) return answer.json()
  say(`${method} ${place}: ${answer.status} ${(await answer.text()).slice(0, 300)}`)
  return undefined
}

/** Lists to their first entries. */
function cut(value) {
  if (Array.isArray(value)) return value.slice(0, ITEMS).map(cut)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, cut(item)]))
}
