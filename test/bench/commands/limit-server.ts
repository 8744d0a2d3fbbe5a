import { createServer } from 'node:http'
import { createHash, randomUUID } from 'node:crypto'
import pg from 'pg'

/**
 * The limit: bare Node HTTP, no token, no rules, no validation; commands that wait share one transaction that updates a
 * row and appends an event for each. What any service of this shape on this machine can at best do.
 */
interface Waiting {
  readonly projectId: string
  readonly payload: string
  readonly done: (version: number) => void
}

const BATCH_MAX = 256
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 2 })
const queue: Waiting[] = []
let draining = false

await pool.query(
  `create table if not exists limit_row (id text primary key, version int not null, state json not null)`,
)
await pool.query(`create table if not exists limit_event (position bigint generated always as identity primary key,
  id uuid not null unique, stream_id text not null, version int not null, payload json not null, hash bytea not null,
  unique (stream_id, version))`)

async function drain(): Promise<void> {
  if (draining) return
  draining = true
  while (queue.length > 0) await write(queue.splice(0, BATCH_MAX))
  draining = false
}

async function write(batch: readonly Waiting[]): Promise<void> {
  const { rows } = await pool.query<{ version: number }>({
    name: 'limit',
    text: `with e as (select * from unnest($1::text[], $2::text[], $3::uuid[], $4::bytea[]) with ordinality
          as e (stream, payload, id, hash, place)),
        places as (select *, row_number() over (partition by stream order by place)::int as nth from e),
        rows as (insert into limit_row (id, version, state)
          select stream, max(nth), (array_agg(payload order by nth desc))[1]::json from places group by stream order by stream
          on conflict (id) do update set version = limit_row.version + excluded.version, state = excluded.state
          returning id, version),
        events as (insert into limit_event (id, stream_id, version, payload, hash)
          select p.id, p.stream, r.version - (max(p.nth) over (partition by p.stream)) + p.nth, p.payload::json, p.hash
          from places p join rows r on r.id = p.stream order by p.place returning id, version)
      select version from events join places using (id) order by place`,
    values: [
      batch.map(({ projectId }) => projectId),
      batch.map(({ payload }) => payload),
      batch.map(() => randomUUID()),
      batch.map(({ payload }) => createHash('sha256').update(payload).digest()),
    ],
  })
  batch.forEach(({ done }, index) => done(rows[index]!.version))
}

createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    if (request.method !== 'POST') return void response.end('ready')
    const payload = Buffer.concat(chunks).toString()
    const projectId = request.url!.split('/').at(-2)!
    JSON.parse(payload)
    queue.push({
      projectId,
      payload,
      done: (version) => {
        response.writeHead(201, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ version }))
      },
    })
    setImmediate(() => void drain())
  })
}).listen(Number(process.env.PORT), '127.0.0.1')
