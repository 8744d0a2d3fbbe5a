import type { Client } from 'pg'
import { type NewEvent, upcast } from '@zhuji/contracts'
import { type Decider, folded, pagesOf } from '@zhuji/messaging'
import type { Service } from '../../installation/services.js'
import type { Check, Finding } from '../check.js'

interface Stream {
  readonly id: string
  readonly events: NewEvent[]
}

interface EventRow {
  readonly id: string
  readonly type: string
  readonly occurredOn: string
  readonly data: unknown
}

type Notes = ReadonlyMap<string, unknown>

/**
 * What commands look up of a stream is what its events leave when they are folded anew. A stream whose state another
 * version of the program wrote is left out: its notes count for nothing until it is folded anew.
 */
export function notes({ context }: Pick<Service, 'context'>, deciders: NonNullable<Service['notedBy']>): Check {
  return {
    name: 'notes',
    service: context,
    run: async ({ snapshots }, found) => {
      const counts = { notes: 0, streams: 0 }
      for (const [prefix, decider] of Object.entries(deciders)) {
        for await (const streams of streamsOf(snapshots.get(context), { context, prefix, ...decider })) {
          const kept = await keptOf(snapshots.get(context), context, streams)
          for (const { id, events } of streams) {
            const fresh = folded(decider, events).left
            for (const finding of differences(kept.get(id) ?? new Map(), fresh)) {
              found({ ...finding, figures: { service: context, streamId: id, ...finding.figures } })
            }
            counts.notes += fresh.size
          }
          counts.streams += streams.length
        }
      }
      return counts
    },
  }
}

/** Whole streams, in groups; of each group a page of events and the longest stream's are in memory. */
async function* streamsOf(
  client: Client,
  {
    context,
    prefix,
    stateVersion,
  }: Pick<Decider<unknown>, 'stateVersion'> & { readonly context: string; readonly prefix: string },
): AsyncGenerator<readonly Stream[]> {
  const text = `select stream_id as id, type, occurred_on::text as "occurredOn", payload as data
    from ${context}.event_log log join ${context}.stream on stream.id = stream_id and state_version = $1
    where stream_id like $2 order by stream_id, stream_version`
  let open: Stream | undefined
  for await (const page of pagesOf<EventRow>(client, { text, values: [stateVersion, `${prefix}%`] })) {
    const complete: Stream[] = []
    for (const { id, ...event } of page) {
      if (id !== open?.id) {
        if (open) complete.push(open)
        open = { id, events: [] }
      }
      open.events.push(upcast(event))
    }
    if (complete.length > 0) yield complete
  }
  if (open) yield [open]
}

async function keptOf(client: Client, context: string, streams: readonly Stream[]): Promise<Map<string, Notes>> {
  const { rows } = await client.query<{ id: string; name: string; value: unknown }>(
    `select stream_id as id, name, value from ${context}.stream_note where stream_id = any($1)`,
    [streams.map(({ id }) => id)],
  )
  const kept = new Map(streams.map(({ id }) => [id, new Map<string, unknown>()]))
  for (const { id, name, value } of rows) kept.get(id)!.set(name, value)
  return kept
}

function differences(kept: Notes, fresh: Notes): readonly Finding[] {
  return [...new Set([...fresh.keys(), ...kept.keys()])].flatMap((name) => {
    const [keptText, freshText] = [textOf(kept, name), textOf(fresh, name)]
    if (keptText === freshText) return []
    return [{ slug: 'note-differs', figures: { name, kept: keptText, fresh: freshText } }]
  })
}

const textOf = (of: Notes, name: string): string | null => (of.has(name) ? JSON.stringify(of.get(name)) : null)
