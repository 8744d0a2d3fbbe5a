import { pagesOf } from '@zhuji/messaging'
import type { Service } from '../../installation/services.js'
import type { Check } from '../check.js'

interface Row {
  readonly scope: string
  readonly key: string
  readonly events: number
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

const brokenPromises = (context: string): string => `
  with promised as (
    select scope, key, receipt->>'streamId' as stream_id, (receipt->>'version')::int as version,
      json_array_length(receipt->'events') as events, e.value->>'id' as id, e.value->>'type' as type,
      e.value->>'occurredOn' as occurred_on, e.ordinality as place, receipt->>'recordedAt' as recorded_at
    from ${context}.idempotency_key, json_array_elements(receipt->'events') with ordinality as e
  )
  select scope, key, events, promised.id as "eventId", case
      when log.id is null then null
      when log.type <> promised.type then 'type'
      when log.occurred_on::text <> promised.occurred_on then 'occurredOn'
      when log.recorded_at <> promised.recorded_at::timestamptz then 'recordedAt'
      when log.stream_id <> promised.stream_id then 'streamId'
      else 'streamVersion' end as differs
  from promised left join ${context}.event_log log on log.id = promised.id::uuid
  where log.id is null or log.type <> promised.type or log.occurred_on::text <> promised.occurred_on
    or log.recorded_at <> promised.recorded_at::timestamptz
    or log.stream_id <> promised.stream_id or log.stream_version <> version - events + place`
