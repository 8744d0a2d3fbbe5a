import { LedgerEntryPosted, typesOf, upcast } from '@zhuji/contracts'
import { type LogRow, pagesOf } from '@zhuji/messaging'
import { Reach } from '../../shadow/reach.repository.js'
import type { Scene } from '../check.js'
import { type Entry, post, type Totals } from '../ledger-sums.js'

type EntryRow = Pick<LogRow, 'id' | 'aggregateid' | 'stream_id' | 'stream_version' | 'xid' | 'position' | 'type'> & {
  readonly data: unknown
}

/** One project's books: all entries, and those of them that a reader has taken in. */
export interface Book {
  readonly streamId: string
  readonly projectId: string
  readonly posted: Totals
  readonly shown: Totals
}

interface Reader {
  readonly service: string
  readonly group: string
}

/** Books as they are complete, in groups: entries come stream by stream, and each is shown to `heard` as it comes. */
export async function* booksOf(
  { snapshots }: Scene,
  { service, group }: Reader,
  heard: (entry: Entry) => void,
): AsyncGenerator<readonly Book[]> {
  const reader = snapshots.find(service)
  const reach = reader && (await Reach.of(reader, service, group))
  let open: Book | undefined
  const text = `select id, aggregateid, stream_id, stream_version, log.xid::text as xid, log.position::text as position,
      type, payload as data from funding.event_log log where type = any($1) order by stream_id, stream_version`
  for await (const page of pagesOf<EntryRow>(snapshots.get('funding'), {
    text,
    values: [typesOf([LedgerEntryPosted])],
  })) {
    const shown = new Set(reach ? await reach.covered('funding', page) : [])
    const complete: Book[] = []
    for (const row of page) {
      if (row.stream_id !== open?.streamId) {
        if (open) complete.push(open)
        open = { streamId: row.stream_id, projectId: row.aggregateid, posted: {}, shown: {} }
      }
      const entry = upcast(row).data as Entry
      heard(entry)
      post(open.posted, entry)
      if (shown.has(row) && !reach?.isDead(row.id)) post(open.shown, entry)
    }
    if (complete.length > 0) yield complete
  }
  if (open) yield [open]
}
