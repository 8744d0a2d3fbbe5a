import type { ClientBase } from 'pg'
import { DomainError } from '@zhuji/kernel'
import type { Projection } from '@zhuji/messaging'
import { type Service, services } from '../installation/services.js'
import { connect, type Installation, Snapshots } from '../installation/snapshots.repository.js'
import { ShadowModel, shadowSchema } from '../shadow/shadow-model.repository.js'
import type { Counts, Finding } from '../verify/check.js'
import { compareWithFresh } from '../verify/checks/read-model.repository.js'
import { CarryOver } from './carry-over.repository.js'
import { CatchUp } from './catch-up.repository.js'
import { switchOver } from './switch-over.repository.js'

export interface RebuildOptions {
  /** A group's name, such as `dashboards.projects`. */
  readonly projection: string
  readonly bus: 'embedded' | 'kafka'
  readonly operator: string
  /** False builds and compares only. */
  readonly switches?: boolean
  /** Told of each row in which the model built anew differs from the live one. */
  readonly found?: (finding: Finding) => void
  /** Told how many events have been taken in. */
  readonly progress?: (events: number) => void
}

export interface Rebuilt {
  readonly compared: Counts
  readonly differences: number
  readonly buildMs: number
  readonly eventsPerSecond: number
  /** How long the service's consumers waited for the switch; undefined when there was none. */
  readonly pausedMs: number | undefined
}

/**
 * Builds a read model anew from the logs beside the live one, says where they differ, and puts it in the live one's place.
 * Nothing of the live model is touched before the one transaction of the switch.
 */
export async function rebuild(installation: Installation, options: RebuildOptions): Promise<Rebuilt> {
  const { service, projection } = projectionNamed(options.projection)
  const databaseUrl = installation.databaseUrl(service.context)
  const model = await ShadowModel.create({ service, projection, databaseUrl, purpose: 'rebuild' })
  try {
    const built = await build({ installation, options, service, projection, model })
    const switched =
      options.switches === false
        ? undefined
        : await change({ installation, options, service, projection, model }, built.resume)
    const { resume: _, ...report } = built
    return { ...report, pausedMs: switched?.pausedMs }
  } finally {
    await model.drop()
    await model.close()
  }
}

interface Undertaking {
  readonly installation: Installation
  readonly options: RebuildOptions
  readonly service: Service
  readonly projection: Projection
  readonly model: ShadowModel
}

async function build({ installation, options, service, projection, model }: Undertaking) {
  const snapshots = await Snapshots.open(installation)
  try {
    await assertSameBus(snapshots.get(service.context), { context: service.context, ...options, projection })
    const startedMs = performance.now()
    let differences = 0
    let buildMs = 0
    const { resume, ...compared } = await compareWithFresh(
      {
        snapshots,
        service,
        projection,
        model,
        takesDeadLetters: true,
        progress: (events) => {
          buildMs = performance.now() - startedMs
          options.progress?.(events)
        },
      },
      (finding) => {
        differences += 1
        options.found?.(finding)
      },
    )
    const eventsPerSecond = Math.round((1_000 * Number(compared.counts['events'])) / Math.max(buildMs, 1))
    return { resume, compared: compared.counts, differences, buildMs: Math.round(buildMs), eventsPerSecond }
  } finally {
    await snapshots.close()
  }
}

async function change(
  { installation, options, service, projection, model }: Undertaking,
  resume: Parameters<typeof CatchUp.open>[2],
): Promise<{ readonly pausedMs: number }> {
  const { context } = service
  const catchUp = await CatchUp.open(installation, projection, resume)
  const client = await connect(installation.databaseUrl(context))
  try {
    // The bulk of what is caught up with and carried over goes before anybody has to wait.
    await catchUp.untilClose(model)
    catchUp.taken.length = 0
    const place = { client, live: context, shadow: model.schema }
    const carried = projection.tables.map((table) => new CarryOver(place, table))
    for (const table of carried) await table.ahead()
    // Without statistics the first questions after the switch would be answered by whatever plan comes to mind.
    await client.query(`analyze ${projection.tables.map(({ name }) => `${model.schema}.${name}`).join(', ')}`)
    await catchUp.untilClose(model)
    return await switchOver({ ...options, projection, client, context, model, catchUp, carried })
  } finally {
    await client.end()
    await catchUp.close()
  }
}

export function projectionNamed(group: string): { readonly service: Service; readonly projection: Projection } {
  for (const service of services) {
    const projection = service.projections.find((candidate) => candidate.group === group)
    if (projection) return { service, projection }
  }
  throw new DomainError('not-found', 'no-such-projection', { figures: { group } })
}

/** What an interrupted run left behind; another's work under way is not touched. */
export async function cleanUp(installation: Installation): Promise<readonly string[]> {
  const removed: string[] = []
  for (const { context, projections } of services) {
    const client = await connect(installation.databaseUrl(context))
    try {
      for (const projection of projections) {
        for (const purpose of ['verify', 'rebuild'] as const) {
          const schema = shadowSchema({ projection, purpose })
          if (await dropIfIdle(client, schema)) removed.push(schema)
        }
      }
    } finally {
      await client.end()
    }
  }
  return removed
}

async function dropIfIdle(client: ClientBase, schema: string): Promise<boolean> {
  const { rows } = await client.query<{ idle: boolean }>(
    `select pg_try_advisory_lock(hashtext('zhuji-shadow'), hashtext($1)) as idle from pg_namespace where nspname = $1`,
    [schema],
  )
  if (!rows[0]?.idle) return false
  await client.query(`drop schema ${schema} cascade`)
  return true
}

/** The positions of the one bus mean nothing to the other. */
async function assertSameBus(
  client: ClientBase,
  { context, projection, bus }: { readonly context: string; readonly projection: Projection; readonly bus: string },
): Promise<void> {
  const { rows } = await client.query<{ history: string | null }>(
    `select case when exists (select from ${context}.consumer_stream where consumer_group = $1) then 'kafka'
       when exists (select from ${context}.consumer_cursor where consumer_group = $1) then 'embedded' end as history`,
    [projection.group],
  )
  const history = rows[0]!.history
  if (history === null || history === bus) return
  throw new DomainError('conflict', 'other-bus', { figures: { group: projection.group, history, bus } })
}
