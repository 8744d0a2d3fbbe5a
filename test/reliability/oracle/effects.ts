import type { Evidence, Finding } from './finding.js'
import { readings, type Service } from './installation.js'

/** 5: dead letters are exactly what was poisoned, each once for each group that wanted it; nothing else is left lying. */
export async function deadLettersExpected({ installation, poison = [] }: Evidence): Promise<Finding[]> {
  const services = [...new Set(readings.map(({ service }) => service))]
  const found = await Promise.all(services.map((service: Service) => lettersOf(installation, service)))
  const parked = await Promise.all(services.map((service: Service) => parkedIn(installation, service)))
  const open = poison.map(({ group, cause }) => `${group} ${cause}`)
  const unexpected = found.flat().filter(({ group, cause }) => {
    const index = open.indexOf(`${group} ${cause}`)
    if (index >= 0) open.splice(index, 1)
    return index < 0
  })
  return [
    ...parked.flat().map((row) => ({ point: 5, sentence: 'an event waits for one that never comes', row })),
    ...unexpected.map((row) => ({ point: 5, sentence: 'a dead letter that nobody poisoned', row })),
    ...open.map((missing) => ({ point: 5, sentence: 'a poisoned record without its dead letter', row: { missing } })),
  ]
}

function parkedIn(installation: Evidence['installation'], service: Service): Promise<object[]> {
  return installation.rows(
    service,
    `select consumer_group as group, source, stream_id, version from ${service}.parked_event`,
  )
}

function lettersOf(installation: Evidence['installation'], service: Service) {
  return installation.rows<{ group: string; cause: string }>(
    service,
    `select consumer_group as group, cause, message, place, event_id from ${service}.dead_letter`,
  )
}

/** 6: every light that changed is one message at the receiver, under one id, whatever was repeated on the way. */
export async function notificationsOnce({ installation, sink }: Evidence): Promise<Finding[]> {
  const lost = await installation.rows(
    'alerts',
    `select log.id, log.type from alerts.event_log log
     full join alerts.alert_change change on change.event_id = log.id
     where (log.id is null or change.event_id is null)
       and coalesce(log.type, change.type) not in ('alerts.alert-acknowledged.v1', 'alerts.log-checkpointed.v1')`,
  )
  const findings = lost.map((row) => ({ point: 6, sentence: 'the list of alerts and their log differ', row }))
  if (!sink) return findings
  const deliveries = await installation.rows<{ id: string; status: string; body: string }>(
    'alerts',
    'select id::text, status, body from alerts.delivery',
  )
  const known = new Map(deliveries.map((delivery) => [delivery.id, delivery]))
  const atSink = [...sink.received].flatMap(([id, bodies]) => {
    const wrong = bodies.some((body) => body !== known.get(id)?.body)
    return wrong ? [{ point: 6, sentence: 'the receiver got what was never to be sent', row: { id, bodies } }] : []
  })
  const missing = deliveries.filter(({ id, status }) => status !== 'delivered' || !sink.received.has(id))
  return [
    ...findings,
    ...atSink,
    ...missing.map(({ id, status }) => ({ point: 6, sentence: 'a message never arrived', row: { id, status } })),
  ]
}

interface Sums {
  readonly project: string
  readonly column: string
  readonly fen: string
}

const COLUMNS = [
  ['allocation', 'allocatedFen', 'allocated_fen'],
  ['funds-in-place', 'inPlaceFen', 'in_place_fen'],
  ['commitment', 'committedFen', 'committed_fen'],
  ['certified-work', 'certifiedFen', 'certified_fen'],
  ['disbursement', 'disbursedFen', 'disbursed_fen'],
  ['refund', 'refundedFen', 'refunded_fen'],
] as const

/** 7: what the ledger's facts add up to is what the ledger says and what the dashboard shows, to the fen. */
export async function moneyAgrees({ installation }: Evidence): Promise<Finding[]> {
  const kinds = COLUMNS.map(([kind, , column]) => `('${kind}', '${column}')`).join(', ')
  const facts = await installation.rows<Sums>(
    'funding',
    `select aggregateid as project, kind.column, sum(case when payload ->> 'entry' = 'reversal' then -1 else 1 end
         * (payload ->> 'amountFen')::numeric)::text as fen
     from funding.event_log
     join (values ${kinds}) as kind (entry, "column")
       on kind.entry = coalesce(payload -> 'reverses' ->> 'entry', payload ->> 'entry')
     where type like 'funding.ledger-entry-posted.%' group by 1, 2`,
  )
  const fields = COLUMNS.map(([, field, column]) => `('${field}', '${column}')`).join(', ')
  const ledger = await installation.rows<Sums>(
    'funding',
    `select split_part(id, '/', 2) as project, kind.column, sum((pot.value ->> kind.entry)::numeric)::text as fen
     from funding.stream, json_each(state -> 'balances') pot
     join (values ${kinds}) as kind (entry, "column") on pot.value ->> kind.entry is not null group by 1, 2`,
  )
  const cards = await installation.rows<Sums>(
    'dashboards',
    `select project_id::text as project, kind.column, to_jsonb(card) ->> kind.column as fen
     from dashboards.project_card card cross join (values ${fields}) as kind (field, "column")`,
  )
  return [...differences('the ledger', facts, ledger), ...differences('the dashboard', facts, cards)]
}

function differences(who: string, facts: readonly Sums[], shown: readonly Sums[]): Finding[] {
  const sums = (rows: readonly Sums[]) => new Map(rows.map(({ project, column, fen }) => [`${project} ${column}`, fen]))
  const [told, seen] = [sums(facts), sums(shown)]
  const places = [...new Set([...told.keys(), ...seen.keys()])]
  return places.flatMap((place) => {
    const [fact, fen] = [told.get(place) ?? '0', seen.get(place) ?? '0']
    return fact === fen ? [] : [{ point: 7, sentence: `${who} shows another sum`, row: { place, fact, fen } }]
  })
}
