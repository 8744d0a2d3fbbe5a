import { CHAIN_START, eventHash, type HashedFields } from '@zhuji/messaging'
import type { Evidence, Finding } from './finding.js'
import { recording, type Service } from './installation.js'

type Link = HashedFields & { readonly hash: string; readonly head: string | null }

/** 8: every fact's hash follows from its fields and the fact before it in its stream, and the stream knows the last one. */
export async function chainsHold({ installation }: Evidence): Promise<Finding[]> {
  const found = await Promise.all(recording.map((service) => brokenLinks(installation, service)))
  return found.flat()
}

async function brokenLinks(installation: Evidence['installation'], service: Service): Promise<Finding[]> {
  const pages = installation.pages<Link>(
    service,
    `select log.id, log.type, log.stream_id as "streamId", log.stream_version as "streamVersion",
       log.occurred_on::text as "occurredOn", log.known_on::text as "knownOn", log.known_on_claimed as "knownOnClaimed",
       to_char(log.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "recordedAt",
       log.actor::text as actor, log.correlation_id as "correlationId", log.causation_id as "causationId",
       log.payload::text as payload, encode(log.hash, 'hex') as hash, encode(kept.hash, 'hex') as head
     from ${service}.event_log log
     left join ${service}.stream kept on kept.id = log.stream_id and kept.version = log.stream_version
     order by log.stream_id, log.stream_version`,
  )
  const findings: Finding[] = []
  let previous = { streamId: '', hash: CHAIN_START }
  for await (const page of pages) {
    for (const link of page) {
      const before = link.streamId === previous.streamId ? previous.hash : CHAIN_START
      const hash = Buffer.from(link.hash, 'hex')
      previous = { streamId: link.streamId, hash }
      if (eventHash(before, link).equals(hash) && (link.head === null || link.head === link.hash)) continue
      const { id, streamId, streamVersion } = link
      findings.push({ point: 8, sentence: 'the chain breaks here', row: { service, id, streamId, streamVersion } })
    }
  }
  return findings
}
