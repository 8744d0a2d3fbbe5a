import { setTimeout as pause } from 'node:timers/promises'
import type { CommandsClient } from '@zhuji/client'
import type { CalendarDate } from '@zhuji/kernel'
import { commandOf, refuseFailures } from './sample-command.js'
import { sampleClosing } from './sample-closing.js'

const told = ['registry', 'milestones', 'funding'] as const
const LOOK_MS = 250
const PATIENCE_MS = 600_000

/** Closes the last whole month, issues a bulletin of it and, once a report has come late, tells it again. Answers the month. */
export async function closeLastMonth(client: CommandsClient, today: CalendarDate): Promise<string> {
  const { month, closing, bulletinId, bulletin, late, reason } = sampleClosing(today)
  const tell = (path: string, body: object) =>
    client.tell('dashboards', `/api/v1/dashboards/${path}`, commandOf(path, month, body))
  await everythingIsSealed(client)
  await tell('closings', closing)
  await tell('bulletins', bulletin)
  await tell(`bulletins/${bulletinId}/issues`, { month })
  refuseFailures(await client.give(late.service, [late.command], late.knownOn))
  await everythingIsSealed(client)
  await tell(`bulletins/${bulletinId}/issues`, { month, reason })
  return month
}

/** Has the logs sealed now in place of ten minutes later, and waits until the dashboards have all of that. */
async function everythingIsSealed(client: CommandsClient): Promise<void> {
  const sealed = new Map<string, number>()
  for (const service of told) {
    const { number } = await client.post<{ number: number }>(service, `/api/v1/${service}/checkpoints`, {})
    sealed.set(service, number)
  }
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await pause(LOOK_MS)) {
    const { logs } = await client.get<Completeness>('dashboards', '/api/v1/dashboards/completeness')
    if (logs.every(({ service, number }) => number >= (sealed.get(service) ?? 0))) return
  }
  throw new Error('the dashboards did not take in all of the sample')
}

interface Completeness {
  readonly logs: readonly { readonly service: string; readonly number: number }[]
}
