import pg from 'pg'
import { ProjectRegistered } from '@zhuji/contracts'
import { byteHeaders, headersOf, type LogRow, readRecord } from '@zhuji/messaging'
import { freshDatabase, Neighbour } from '@zhuji/testing'
import { textOf } from './deployment-files.js'

const SERVICE = 'registry'
const { config } = JSON.parse(textOf('deploy/debezium/connector.json').replaceAll('SERVICE', SERVICE)) as {
  config: Record<string, string>
}
/** Column → header. */
const placed = new Map(
  config['transforms.outbox.table.fields.additional.placement']!.split(',').map((text) => {
    const [column, , header] = text.split(':')
    return [column!, header!] as const
  }),
)
const constants = {
  [config['transforms.version.headers']!]: config['transforms.constant.static.value']!,
  ...Object.fromEntries(
    ['type', 'source', 'xid'].map((name) => [
      config[`transforms.${name}.header`]!,
      config[`transforms.${name}.value.literal`]!,
    ]),
  ),
}

describe('the connector that can stand in for the relay', () => {
  it('reads columns that the event log has', async () => {
    const database = await freshDatabase()
    const registry = await Neighbour.open(SERVICE, database.url)
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    const { rows } = await client.query<{ column_name: string }>(
      `select column_name from information_schema.columns where table_schema = $1 and table_name = 'event_log'`,
      [SERVICE],
    )
    await client.end()
    await registry.close()
    await database.drop()
    const fields = ['event.id', 'event.key', 'event.payload'].map((f) => config[`transforms.outbox.table.field.${f}`]!)
    const read = [...placed.keys(), ...fields, config['transforms.outbox.route.by.field']!]
    expect(rows.map((row) => row.column_name)).toEqual(expect.arrayContaining(read))
  })

  it('sends every header that the relay sends', () => {
    const sent = [...placed.values(), ...Object.keys(constants)]
    expect(sent).toEqual(
      expect.arrayContaining(Object.keys(headersOf(aRow({ causation_id: 'x', traceparent: 'y' }), SERVICE))),
    )
  })

  it('sends records that are taken for the same events, also without a cause and a trace', () => {
    const row = aRow({})
    // Seen from the connector: instants with microseconds, and headers of empty columns with nothing in them.
    const columns = { ...row, recorded_at: '2026-01-16T08:00:00.123000Z', stream_version: String(row.stream_version) }
    const headers = [...placed].map(([column, header]) => {
      const value = columns[column as keyof typeof columns]
      return [header, value === null || value === undefined ? null : String(value)] as const
    })
    const { event, fault } = readRecord(
      {
        topic: 'zhuji.registry.events.v1',
        partition: 0,
        offset: '0',
        timestamp: '0',
        key: Buffer.from(row.aggregateid),
        value: Buffer.from(row.payload),
        headers: byteHeaders({ ...Object.fromEntries(headers), ...constants }),
      },
      { source: SERVICE, wanted: new Set([row.type]) },
    )
    expect(fault).toBeUndefined()
    expect(event).toMatchObject({ id: row.id, streamVersion: 7, occurredOn: '2026-01-15', causationId: null })
    expect(event).not.toHaveProperty('traceparent')
  })

  it('starts where the relay ends, and follows new rows only', () => {
    expect(config).toMatchObject({ 'snapshot.mode': 'no_data', 'publication.autocreate.mode': 'disabled' })
    expect(textOf('deploy/debezium/prepare.sql')).toContain(`publish = 'insert'`)
    expect(textOf('deploy/debezium/prepare.sql')).toContain(`create publication ${config['publication.name']}`)
  })
})

type SentRow = LogRow & { readonly payload: string }

function aRow(change: Partial<SentRow>): SentRow {
  const data = ProjectRegistered.examples[0]!
  return {
    xid: '790',
    position: '42',
    id: '0b0f3e1c-53f1-4b44-9a39-0d8ad4b2d2a1',
    aggregateid: data.projectId,
    type: ProjectRegistered.type,
    payload: JSON.stringify(data),
    stream_id: `project/${data.projectId}`,
    stream_version: 7,
    occurred_on: '2026-01-15',
    recorded_at: '2026-01-16T08:00:00.123Z',
    known_on: '2026-01-16',
    known_on_claimed: false,
    actor: '{"person":"王建国","unit":"edu-bureau","role":"project-office"}',
    correlation_id: 'abc',
    causation_id: null,
    traceparent: null,
    ...change,
  }
}
