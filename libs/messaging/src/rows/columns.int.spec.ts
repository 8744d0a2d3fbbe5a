import pg from 'pg'
import { type FreshDatabase, freshDatabase } from '@zhuji/testing'
import { arraysOf, asText, type Columns, rowReader, selected, selectedAsText, unnested } from './columns.js'

const columns = {
  id: ['id', 'uuid'],
  name: ['name', 'text'],
  day: ['day', 'date'],
  known: ['known', 'boolean'],
  amountFen: ['amount_fen', 'bigint'],
  percent: ['percent', 'double precision'],
  codes: ['codes', 'text[]'],
  detail: ['detail', 'json'],
  told: ['told', 'written json'],
  at: ['at', 'timestamptz'],
  hash: ['hash', 'bytea'],
} as const satisfies Columns

let database: FreshDatabase
let client: pg.Client

beforeAll(async () => {
  database = await freshDatabase()
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
})

afterAll(async () => {
  await client?.end()
  await database?.drop()
})

const known = {
  id: '0198b9a0-0000-7000-8000-000000000001',
  name: '振兴路"小学"\\{a,b}\n二期 NULL',
  day: '2026-09-01',
  known: false,
  amountFen: 27_801_592_958_09,
  percent: 64.97,
  codes: ['34', '34"01', '{}', 'NULL', '', '\\'],
  detail: { 'a"b': ['\\', '\n', { c: null }] },
  told: '{ "spaces":  "kept", "escape": "\\u7b51\\u0000", "number": 1.50, "twice": 1, "twice": 2 }',
  at: '2026-08-31 16:00:00.123+00',
  hash: Buffer.from([0, 92, 34, 255]),
}
const unknown = {
  ...known,
  name: '',
  day: null,
  known: true,
  amountFen: null,
  percent: 1e-7,
  codes: [],
  detail: null,
  told: 'null',
  hash: Buffer.alloc(0),
}

it('rows come back from the database as they went in, in their order', async () => {
  const { rows } = await client.query<(string | null)[]>({
    text: `select ${selectedAsText(columns, 't')}
      from (select ${selected(columns).join(', ')}, r.place from ${unnested(columns)}) t order by t.place`,
    values: arraysOf(columns, [known, unknown, known]),
    rowMode: 'array',
    types: asText,
  })
  expect(rows.map(rowReader(columns, unknown))).toEqual([known, unknown, known])
})

it('no rows are none', async () => {
  const { rowCount } = await client.query(`select from ${unnested(columns)}`, arraysOf(columns, []))
  expect(rowCount).toBe(0)
})
