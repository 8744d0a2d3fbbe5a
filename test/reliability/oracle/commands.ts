import type { Entry } from '../load/journal.js'
import type { Evidence, Finding } from './finding.js'
import { recording, type Service } from './installation.js'

interface Recorded {
  readonly key: string
  readonly ids: readonly string[]
}

/** 1 and 2: an acked command's facts are there, exactly those and once; an unknown one's are there once or not; a refused one's never. */
export async function commandsOnce({ installation, journal }: Evidence): Promise<Finding[]> {
  const entries = journal.entries()
  const keys = [...new Set(entries.map(({ key }) => key))]
  const recorded = await byCommand(installation, (service) => [
    `select correlation_id as key, array_agg(id::text order by position) as ids from ${service}.event_log
     where correlation_id = any($1) group by 1`,
    keys,
  ])
  const kept = await byCommand(installation, (service) => [
    `select key, array(select event ->> 'id' from json_array_elements(receipt -> 'events') event) as ids
     from ${service}.idempotency_key where key = any($1)`,
    keys,
  ])
  return entries.flatMap((entry) => {
    const place = `${entry.service} ${entry.key}`
    const fault = faultOf(entry, recorded.get(place) ?? [], kept.get(place))
    return fault ? [{ point: entry.outcome === 'acked' ? 1 : 2, sentence: fault, row: entry }] : []
  })
}

function faultOf(entry: Entry, ids: readonly string[], receipt: readonly string[] | undefined): string | undefined {
  const once = receipt !== undefined && same(ids, receipt)
  if (entry.outcome === 'refused') return ids.length === 0 && !receipt ? undefined : 'a refused command left facts'
  if (entry.outcome === 'unknown')
    return once || (!receipt && ids.length === 0) ? undefined : 'in effect in part or twice'
  if (!once) return `an acked command has ${ids.length} facts, its receipt ${receipt?.length ?? 'is missing'}`
  return same(ids, entry.eventIds ?? []) ? undefined : 'the answer named other facts than there are'
}

/** Ids of events by service and key. */
async function byCommand(
  installation: Evidence['installation'],
  question: (service: Service) => readonly [text: string, keys: readonly string[]],
): Promise<Map<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>()
  for (const service of recording) {
    const [text, keys] = question(service)
    const rows = await installation.rows<Recorded>(service, text, [keys])
    for (const { key, ids } of rows) found.set(`${service} ${key}`, ids)
  }
  return found
}

const same = (some: readonly string[], others: readonly string[]): boolean => some.join() === others.join()

/** 3: the versions of a stream count from one without a gap, and its head is the last of them. */
export async function versionsWhole({ installation }: Evidence): Promise<Finding[]> {
  const found = await Promise.all(
    recording.map((service: Service) =>
      installation.rows(
        service,
        `select '${service}' as service, coalesce(kept.id, log.stream_id) as stream, kept.version as head,
           log.first, log.last, log.count
         from ${service}.stream kept full join (
           select stream_id, min(stream_version) as first, max(stream_version) as last, count(*)::int as count
           from ${service}.event_log group by 1) log on log.stream_id = kept.id
         where (kept.version, 1, log.count) is distinct from (log.last, log.first, log.last)`,
      ),
    ),
  )
  return found.flat().map((row) => ({ point: 3, sentence: 'a stream has a gap or another head than its log', row }))
}
