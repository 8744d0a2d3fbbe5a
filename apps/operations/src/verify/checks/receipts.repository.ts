import { pagesOf } from '@zhuji/messaging'
import type { Service } from '../../installation/services.js'
import type { Check } from '../check.js'

interface Row {
  readonly scope: string
  readonly key: string
  readonly eventId: string | null
  readonly differs: string | null
}

/** Every event that a caller was promised is in the log, as it was promised, and was promised once. */
export function receipts({ context }: Service): Check {
  return {
    name: 'receipts',
    service: context,
    run: async ({ snapshots }, found) => {
      const client = snapshots.get(context)
      const { rows } = await client.query<{ receipts: number; promised: number }>(
        `select count(*)::int as receipts, coalesce(sum(json_array_length(receipt->'events')), 0)::int as promised
         from ${context}.idempotency_key`,
      )
      for await (const page of pagesOf<Row>(client, { text: brokenPromises(context) })) {
        for (const { scope, key, eventId, differs } of page) {
          const slug = differs === null ? 'receipt-without-event' : 'receipt-differs'
          const field: Record<string, string> = differs === null ? {} : { field: differs }
          found({ slug, figures: { service: context, scope, key, eventId, ...field } })
        }
      }
      return { ...rows[0]! }
    },
  }
}

/** What was recorded together stands on one receipt: first the events of its own stream, then those of the others. */
const brokenPromises = (context: string): string => `
  with promised as (
    select scope, key, receipt->>'streamId' as stream_id, (receipt->>'version')::int as version,
      e.value->>'id' as id, e.value->>'type' as type, e.value->>'occurredOn' as occurred_on, e.ordinality as place,
      receipt->>'recordedAt' as recorded_at
    from ${context}.idempotency_key, json_array_elements(receipt->'events') with ordinality as e
  ), found as (
    select promised.*, log.id as found_id, log.type as found_type, log.occurred_on::text as found_on,
      log.recorded_at as found_at, log.stream_id as found_stream, log.stream_version as found_version,
      count(*) filter (where log.id is null or log.stream_id = promised.stream_id) over (partition by scope, key) as own
    from promised left join ${context}.event_log log on log.id = promised.id::uuid
  ), judged as (
    select *, case
        when found_id is null then 'lost'
        when found_type <> type then 'type'
        when found_on <> occurred_on then 'occurredOn'
        when found_at <> recorded_at::timestamptz then 'recordedAt'
        when found_stream <> stream_id and place <= greatest(own, 1) then 'streamId'
        when found_stream = stream_id and found_version <> version - own + place then 'streamVersion' end as fault
    from found
  )
  select scope, key, id as "eventId", nullif(fault, 'lost') as differs from judged where fault is not null`
