import { jest } from '@jest/globals'
import { EmbeddedBus, ServiceDirectory } from '@zhuji/messaging'
import { eventually } from '@zhuji/testing'
import { describeBus } from './bus.features.js'
import {
  everyType,
  noteSeen,
  projectIds,
  recordFact,
  type TestConsumer,
  type TwoServices,
  twoServices,
} from './two-services.js'

/** Longer than anything here is waited for, so that what was waited for is named. */
jest.setTimeout(120_000)

function started({ registry, dashboards, signal }: TwoServices, consumers: readonly TestConsumer[]): EmbeddedBus {
  const directory = new ServiceDirectory()
  directory.add({ context: 'registry', pool: registry })
  directory.add({ context: 'dashboards', pool: dashboards })
  const bus = new EmbeddedBus({ directory, signal, logPool: () => registry })
  for (const { group, types, handler } of consumers) {
    bus.addHandler(group, handler as never, true, { types })
  }
  bus.listen(() => undefined)
  return bus
}

describeBus('embedded', () => ({
  start: (services, consumers) => {
    const bus = started(services, consumers)
    return Promise.resolve({ stop: () => bus.close() })
  },
}))

describe('the embedded bus where Kafka was before', () => {
  let services: TwoServices

  beforeEach(async () => {
    services = await twoServices()
  })

  afterEach(async () => services?.stop())

  it('refuses to read what the group has read over the other bus, and writes nothing', async () => {
    const group = 'dashboards.test'
    const { dashboards, store } = services
    await dashboards.query(
      `insert into consumer_stream (consumer_group, source, stream_id, version) values ($1, 'registry', 'project/x', 5)`,
      [group],
    )
    await dashboards.query(
      `insert into consumer_cursor (consumer_group, source, xid, position) values ($1, 'registry', '5', 5)`,
      [group],
    )
    for (const id of projectIds(2)) await recordFact(store, id)
    let seen = 0
    const consumers: TestConsumer[] = [
      { group, types: everyType, handler: () => Promise.resolve(void (seen += 1)) },
      { group: 'dashboards.late', types: everyType, handler: noteSeen },
    ]
    const bus = started(services, consumers)
    const count = async () => (await dashboards.query('select from seen')).rowCount
    await eventually(async () => expect(await count()).toBe(2), { within: 60_000 })
    await bus.close()
    expect(seen).toBe(0)
    const { rows } = await dashboards.query(`select position::int from consumer_cursor where consumer_group = $1`, [
      group,
    ])
    expect(rows).toEqual([{ position: 5 }])
  })
})
