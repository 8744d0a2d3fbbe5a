import { randomUUID } from 'node:crypto'
import type { ClientCommand } from '@zhuji/client'
import type { Measurement } from '../contest/contest.js'
import { postUnderLoad } from '../machine/load.adapter.js'
import { type Standalone, todayHere } from '../machine/standalone.adapter.js'
import { untilSettled } from '../machine/taken-in.adapter.js'
import { divisions } from '../province/province.js'

const CONNECTIONS = 8
/** So few that a ledger of ten entries is still a short one at the end. */
const POSTINGS = 200

/** Payments into one ledger that has so many entries already; all of them alike, which is the dearest there is. */
export async function postIntoLedger(system: Standalone, entries: number): Promise<Measurement> {
  const projectId = randomUUID()
  await give(system, 'registry', [
    { name: 'register-project', id: projectId, key: projectId, body: project(projectId) },
  ])
  await untilSettled(system.databaseUrl, todayHere())
  const earlier = Array.from({ length: entries - 1 }, () => entry('disbursement', 1))
  const funds = entry('funds-in-place', entries + POSTINGS)
  const commands = [funds, ...earlier].map((body) => ({ name: 'post-entry', id: projectId, key: randomUUID(), body }))
  await give(system, 'funding', commands)
  await untilSettled(system.databaseUrl, todayHere())
  const token = await system.tokens.token()
  return postUnderLoad({
    url: system.url,
    connections: CONNECTIONS,
    extent: { commands: POSTINGS },
    pids: { server: system.pid, postgres: system.postgresPid },
    request: () => ({
      path: `/api/v1/funding/projects/${projectId}/entries`,
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify(entry('disbursement', 1)),
    }),
  })
}

async function give({ client }: Standalone, service: string, commands: readonly ClientCommand[]): Promise<void> {
  const refused = (await client.giveAll(service, commands)).find(({ status }) => status >= 400)
  if (refused) throw new Error(`refused: ${JSON.stringify(refused)}`)
}

const project = (projectId: string) => ({
  localCode: projectId,
  name: '振兴路小学',
  facilityKind: 'primary-school',
  regionCode: divisions[0]!.code,
  ownerUnit: { id: 'edu-bureau', name: '市教育局' },
  occurredOn: '2026-01-05',
})

const entry = (kind: string, amountFen: number) => ({
  entry: kind,
  amountFen,
  source: 'special-bond',
  documentNumber: randomUUID(),
  occurredOn: '2026-06-10',
})
