import { randomUUID } from 'node:crypto'
import type { PoolClient } from 'pg'
import { ProjectCancelled } from '@zhuji/contracts'
import { LOG_START, LogReader } from '@zhuji/messaging'
import { eventually } from '@zhuji/testing'
import { everyType, projectIds, recordFact, type TwoServices, twoServices } from './two-services.js'

/**
 * Sequence numbers are handed out before commit. A reader that pages by them alone passes by a transaction that took its
 * number early and commits late, and never comes back. The first test shows that the danger is real, the others that the
 * log's own reader does not fall for it.
 */
describe('reading a log while transactions commit out of order', () => {
  let services: TwoServices

  beforeEach(async () => {
    services = await twoServices()
  })

  afterEach(async () => services?.stop())

  const append = async (client: PoolClient): Promise<void> => {
    const projectId = randomUUID()
    await client.query(
      `insert into registry.event_log (id, aggregatetype, aggregateid, type, payload, stream_id, stream_version,
         occurred_on, recorded_at, known_on, known_on_claimed, actor, correlation_id, hash)
       values (gen_random_uuid(), 'registry', $1::text, $2, '{}', $1::text, 1, '2026-01-01', now(), '2026-01-01', false,
         '{}', 'test', '')`,
      [projectId, ProjectCancelled.type],
    )
  }

  const earlyNumberLateCommit = async (whileOpen: () => Promise<void>): Promise<void> => {
    const [early, late] = [await services.registry.connect(), await services.registry.connect()]
    try {
      await early.query('begin')
      await append(early)
      await append(late)
      await whileOpen()
      await early.query('commit')
    } finally {
      early.release()
      late.release()
    }
  }

  it('loses an event to a reader that trusts the sequence alone', async () => {
    let cursor = 0
    let seen = 0
    const naivePage = async (): Promise<void> => {
      const { rows } = await services.registry.query<{ position: number }>(
        'select position::int from registry.event_log where position > $1 order by position',
        [cursor],
      )
      seen += rows.length
      cursor = rows.at(-1)?.position ?? cursor
    }
    await earlyNumberLateCommit(naivePage)
    await naivePage()
    expect(seen).toBe(1)
  })

  it('loses nothing to the log’s own reader: it waits below the oldest running transaction', async () => {
    const reader = new LogReader(services.registry, 'registry')
    let position = LOG_START
    const seen: string[] = []
    const page = async (): Promise<void> => {
      const { events, end } = await reader.pageAfter(position, everyType, 100)
      seen.push(...events.map((event) => event.id))
      position = end ?? position
    }
    await earlyNumberLateCommit(page)
    expect(seen).toHaveLength(0)
    await eventually(async () => {
      await page()
      expect(seen).toHaveLength(2)
    })
    expect(new Set(seen).size).toBe(2)
  })

  it('loses and doubles nothing while many writers append and a reader follows', async () => {
    const reader = new LogReader(services.registry, 'registry')
    const seen: string[] = []
    let position = LOG_START
    let writing = true
    const page = async (): Promise<void> => {
      const { events, end } = await reader.pageAfter(position, everyType, 50)
      seen.push(...events.map((event) => event.id))
      position = end ?? position
    }
    const following = (async () => {
      while (writing) await page()
    })()
    const writers = Array.from({ length: 4 }, async () => {
      const client = await services.registry.connect()
      for (let count = 0; count < 100; count += 1) {
        await client.query('begin')
        await append(client)
        if (count % 7 === 0) await new Promise((resolve) => setTimeout(resolve, 3))
        await client.query(count % 11 === 0 ? 'rollback' : 'commit')
      }
      client.release()
    })
    const commands = projectIds(50).map((id) => recordFact(services.store, id))
    await Promise.all([...writers, ...commands])
    writing = false
    await following
    const { rows } = await services.registry.query<{ id: string }>('select id from registry.event_log')
    // A transaction of any other database of this server may hold the last pages back for a while.
    await eventually(async () => {
      await page()
      expect(seen.length).toBeGreaterThanOrEqual(rows.length)
    })
    expect(seen.toSorted()).toEqual(rows.map((row) => row.id).toSorted())
  })
})
