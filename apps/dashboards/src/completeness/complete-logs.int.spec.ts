import { definitionOf, type LogCheckpoint, type RecordedEvent, RegionDefined } from '@zhuji/contracts'
import { poolOf } from '@zhuji/platform'
import { dashboardMigrations } from '../migrations/dashboards.migration.js'
import { projectFacts } from '../projection/dashboard.projection.js'
import { TakenIn } from '../told-facts/taken-in.features.js'
import { anyId, hefei, posted, recorded, registered } from '../told-facts/told.features.js'
import { completeLogs } from './complete-logs.repository.js'
import { commonEvents, keepSealedLogs } from './sealed-logs.projection.js'

let takenIn: TakenIn

beforeAll(async () => {
  takenIn = await TakenIn.open({
    migrations: dashboardMigrations,
    // As the groups of the service take them, each its own.
    project: async (events, tx) => {
      const isCommon = ({ type }: RecordedEvent) =>
        type.includes('checkpointed') || commonEvents.some((event) => event.type === type)
      await projectFacts(
        events.filter(({ type }) => !type.includes('checkpointed')),
        tx,
      )
      await keepSealedLogs(events.filter(isCommon), tx)
    },
  })
})

beforeEach(async () => {
  await takenIn.empty()
  await poolOf(takenIn.source).query('truncate log_checkpoint, common_fact')
})

afterAll(() => takenIn?.close())

/** A log of funding, three facts to a segment, each sealed by the event behind it. */
function sealedLog(facts: readonly RecordedEvent[]): readonly RecordedEvent[] {
  const log: RecordedEvent[] = []
  const place = (event: RecordedEvent) => log.push({ ...event, position: { xid: '7', position: log.length + 1 } })
  for (let at = 0; at < facts.length; at += 3) {
    const from = log.length - (at === 0 ? 0 : 1)
    facts.slice(at, at + 3).forEach(place)
    const counts: Record<string, number> = {}
    for (const { type } of log.slice(from)) counts[type] = (counts[type] ?? 0) + 1
    place(recorded(checkpoint({ number: at / 3 + 1, counts, position: log.length }, facts[0]!.source)))
  }
  return log
}

function checkpoint(
  { number, counts, position }: { number: number; counts: Record<string, number>; position: number },
  service: string,
) {
  const { type, examples } = definitionOf(`${service}.log-checkpointed.v1`)!
  const data = { ...(examples[0] as LogCheckpoint), number, through: { xid: '7', position } }
  return { type, occurredOn: '2026-06-30', data: { ...data, inventory: { counts, streams: [] } } }
}

const payments = (count: number) => {
  const id = anyId()
  return Array.from({ length: count }, () => recorded(posted(id, { disbursement: 100 })))
}
const fundingLog = async () =>
  (await completeLogs(poolOf(takenIn.source))).find(({ service }) => service === 'funding')!

describe('a log of which everything is here', () => {
  it('is complete up to its newest checkpoint, in whatever order it came', async () => {
    const log = sealedLog(payments(7))
    await takenIn.batch(...log.toReversed())
    expect(await fundingLog()).toMatchObject({ number: 3, through: { xid: '7', position: 9 }, lacks: [] })
  })

  it('is complete without facts that lie behind the checkpoint', async () => {
    const log = sealedLog(payments(7))
    await takenIn.batch(...log.slice(0, 5))
    expect(await fundingLog()).toMatchObject({ number: 1, lacks: [] })
  })

  it('counts regions and programmes, which are in no story', async () => {
    const region = recorded(RegionDefined({ code: '3401', regionPath: hefei.slice(0, 2) }, '2026-01-01'))
    const log = sealedLog([recorded(registered(anyId())), region, recorded(registered(anyId()))])
    await takenIn.batch(...log.filter(({ type }) => type !== RegionDefined.type))
    expect((await completeLogs(poolOf(takenIn.source)))[0]).toMatchObject({
      service: 'registry',
      number: 0,
      lacks: [{ number: 1, type: RegionDefined.type, missing: 1 }],
    })
    await takenIn.batch(log.find(({ type }) => type === RegionDefined.type)!)
    expect((await completeLogs(poolOf(takenIn.source)))[0]).toMatchObject({ number: 1, lacks: [] })
  })
})

describe('a log with a dead letter', () => {
  it('is complete up to the checkpoint before it, and says of which type what is missing', async () => {
    const log = sealedLog(payments(7))
    const lost = log[5]!
    await takenIn.batch(...log.filter((event) => event !== lost))
    expect(await fundingLog()).toMatchObject({
      number: 1,
      through: { position: 3 },
      lacks: [{ service: 'funding', number: 2, type: lost.type, missing: 1 }],
    })
    await takenIn.batch(lost)
    expect(await fundingLog()).toMatchObject({ number: 3, lacks: [] })
  })

  it('is complete up to the checkpoint before it also where a checkpoint itself is missing', async () => {
    const log = sealedLog(payments(7))
    const second = log.filter(({ type }) => type.includes('checkpointed'))[1]!
    await takenIn.batch(...log.filter((event) => event !== second))
    expect(await fundingLog()).toMatchObject({
      number: 1,
      lacks: [{ number: 2, type: 'funding.log-checkpointed.v1', missing: 1 }],
    })
  })
})

it('a log that nobody sealed is complete up to nothing', async () => {
  await takenIn.batch(...payments(2))
  expect(await fundingLog()).toMatchObject({ number: 0, through: { xid: '0', position: 0 }, lacks: [] })
})
