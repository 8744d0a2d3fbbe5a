import fc from 'fast-check'
import type { LogPosition, RecordedEvent } from '@zhuji/contracts'
import { LOG_START, type LogReader } from './log-reader.repository.js'
import { MergedLogs, type MergedPage } from './merged-logs.repository.js'

type Entry = Pick<RecordedEvent, 'source' | 'recordedAt' | 'position'> & { readonly wanted: boolean }

/** A log in memory, read as the real one is: pages count unwanted rows, and end where the last row is. */
function readerOf(context: string, entries: readonly Entry[]): LogReader {
  const pageAfter = async (from: LogPosition, _types: readonly string[], limit: number) => {
    const rows = entries.slice(from.position, from.position + limit)
    const end = rows.at(-1)?.position
    return Promise.resolve({ events: rows.filter(({ wanted }) => wanted), end, full: rows.length === limit })
  }
  return { context, pageAfter } as unknown as LogReader
}

const aLog = (source: string) =>
  fc.array(fc.tuple(fc.nat(3), fc.boolean()), { maxLength: 30 }).map((steps) => {
    let second = 10
    return steps.map(([later, wanted], index): Entry => {
      second += later
      return { source, recordedAt: `2026-01-01T00:00:${second}`, position: { xid: '1', position: index + 1 }, wanted }
    })
  })

async function everything(logs: MergedLogs, limit: number): Promise<MergedPage[]> {
  const pages: MergedPage[] = []
  for (;;) {
    const page = await logs.next(limit)
    if (page.moves.length === 0) return pages
    pages.push(page)
  }
}

it('several logs are read as one, every wanted fact once, in the order in which they were recorded', async () => {
  await fc.assert(
    fc.asyncProperty(aLog('registry'), aLog('funding'), fc.integer({ min: 1, max: 7 }), async (one, other, limit) => {
      const readers = [readerOf('registry', one), readerOf('funding', other)]
      const pages = await everything(new MergedLogs(readers, [], () => Promise.resolve(LOG_START)), limit)
      const told = pages.flatMap(({ events }) => events)
      const wanted = [...one, ...other].filter((entry) => entry.wanted)
      expect(told).toHaveLength(wanted.length)
      expect(told.map(({ recordedAt }) => recordedAt)).toEqual(wanted.map(({ recordedAt }) => recordedAt).toSorted())
      for (const log of [one, other])
        expect(told.filter(({ source }) => source === log[0]?.source)).toEqual(log.filter((entry) => entry.wanted))
      expect(pages.every(({ events }) => events.length <= limit)).toBe(true)
    }),
  )
})

it('each page moves a log from where the last page left it to behind the last event handed out', async () => {
  await fc.assert(
    fc.asyncProperty(aLog('registry'), aLog('funding'), fc.integer({ min: 1, max: 7 }), async (one, other, limit) => {
      const readers = [readerOf('registry', one), readerOf('funding', other)]
      const at = new Map<string, LogPosition>()
      for (const { events, moves } of await everything(
        new MergedLogs(readers, [], () => Promise.resolve(LOG_START)),
        limit,
      )) {
        for (const { source, from, end } of moves) {
          expect(from).toEqual(at.get(source) ?? LOG_START)
          at.set(source, end)
        }
        for (const event of events)
          expect(at.get(event.source)!.position).toBeGreaterThanOrEqual(event.position.position)
      }
      for (const log of [one, other])
        expect(log.length === 0 ? undefined : at.get(log[0]!.source)).toEqual(log.at(-1)?.position)
    }),
  )
})

it('a log that cannot be read stops nothing else, and says so when there is nothing else', async () => {
  const away = { context: 'funding', pageAfter: () => Promise.reject(new Error('away')) } as unknown as LogReader
  const entry: Entry = {
    source: 'registry',
    recordedAt: '2026-01-01',
    position: { xid: '1', position: 1 },
    wanted: true,
  }
  const logs = new MergedLogs([away, readerOf('registry', [entry])], [], () => Promise.resolve(LOG_START))
  expect((await logs.next(10)).events).toEqual([entry])
  await expect(logs.next(10)).rejects.toThrow('away')
})

it('of logs that nobody said had grown only what is known to be there is read', async () => {
  const entries = (source: string): Entry[] =>
    Array.from({ length: 3 }, (_, index) => ({
      source,
      recordedAt: `2026-01-0${index + 1}`,
      position: { xid: '1', position: index + 1 },
      wanted: true,
    }))
  const reads: string[] = []
  const counted = (source: string): LogReader => {
    const reader = readerOf(source, entries(source))
    const pageAfter: LogReader['pageAfter'] = (...asked) => (reads.push(source), reader.pageAfter(...asked))
    return { context: source, pageAfter } as unknown as LogReader
  }
  const readers = [counted('registry'), counted('funding')]
  const logs = new MergedLogs(readers, [], () => Promise.resolve(LOG_START))
  const told: RecordedEvent[] = []
  for (let page = await logs.next(2); page.moves.length > 0; page = await logs.next(2, new Set())) {
    told.push(...page.events)
  }
  expect(told).toHaveLength(6)
  reads.length = 0
  await logs.next(2, new Set(['funding']))
  expect(reads).toEqual(['funding'])
  await logs.next(2)
  expect(reads.sort()).toEqual(['funding', 'funding', 'registry'])
})
