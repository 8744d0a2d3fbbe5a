import type { PoolClient } from 'pg'
import { bookedBy, type DataOf, LedgerEntryPosted, type RecordedEvent } from '@zhuji/contracts'
import { type Projection, UNHURRIED_MS } from '@zhuji/messaging'
import { potOf } from '../ledger/balances.js'

export const balanceDaysProjection: Projection = {
  group: 'funding.balance-days',
  paceMs: UNHURRIED_MS,
  events: [LedgerEntryPosted],
  tables: [{ name: 'balance_day', key: ['project_id', 'pot', 'entry', 'occurred_on', 'known_on'], isSums: true }],
  take: addUp,
}

/** One statement for a batch, rows in the order of their key so that two writers never wait for each other in a ring. */
async function addUp(events: readonly RecordedEvent[], tx: PoolClient): Promise<void> {
  const moved = events.flatMap((event) => {
    const posted = event.data as DataOf<typeof LedgerEntryPosted>
    const booked = bookedBy(posted)
    return booked ? [{ event, pot: potOf(posted), ...booked }] : []
  })
  if (moved.length === 0) return
  await tx.query({
    name: 'add-balance-days',
    text: `insert into balance_day (project_id, pot, entry, occurred_on, known_on, fen)
      select project_id, pot, entry, occurred_on, known_on, sum(fen)
      from unnest($1::uuid[], $2::text[], $3::text[], $4::date[], $5::date[], $6::bigint[])
        as moved (project_id, pot, entry, occurred_on, known_on, fen)
      group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
      on conflict (project_id, pot, entry, occurred_on, known_on) do update set fen = balance_day.fen + excluded.fen`,
    values: [
      moved.map(({ event }) => event.key),
      moved.map(({ pot }) => pot),
      moved.map(({ kind }) => kind),
      moved.map(({ event }) => event.occurredOn),
      moved.map(({ event }) => event.knownOn),
      moved.map(({ fen }) => fen),
    ],
  })
}
