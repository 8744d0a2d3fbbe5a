import fc from 'fast-check'
import type { Pool } from 'pg'
import type { RecordedEvent } from '@zhuji/contracts'
import { isDatabaseAway } from '@zhuji/messaging'
import { poolOf } from '@zhuji/platform'
import { dashboardMigrations } from '../migrations/dashboards.migration.js'
import { projectFacts } from '../projection/dashboard.projection.js'
import { anyEvent, day1, ids } from '../told-facts/any-event.features.js'
import { knownOn, TakenIn } from '../told-facts/taken-in.features.js'
import { posted, registered } from '../told-facts/told.features.js'
import { Rebuild } from './rebuild.repository.js'
import { tablesOf } from './tables.features.js'
import { WhenBuilt } from './when-built.guard.js'

let takenIn: TakenIn
let pool: Pool
let rebuild: Rebuild

beforeAll(async () => {
  takenIn = await TakenIn.open({ migrations: dashboardMigrations, project: projectFacts })
  pool = poolOf(takenIn.source)
  rebuild = new Rebuild(pool, { projects: 1, events: 10_000 })
})

beforeEach(() => takenIn.empty())

afterAll(() => takenIn?.close())

/** As another program would have left them. */
async function madeByAnother(): Promise<void> {
  await pool.query('update model_edition set edition = 0')
  await pool.query(`update project_card set name = 'wrong', stage = 'reserve'`)
  await pool.query(`update card_history set known_from = known_from - 1000, name = 'wrong'`)
  await pool.query('update summary_cell set projects = 7')
  await pool.query('delete from start_cell')
  await pool.query('delete from card_search')
}

const facts = (): readonly RecordedEvent[] =>
  ids.flatMap((id) => knownOn(day1, registered(id), posted(id, { disbursement: 700 })))

describe('tables of another edition', () => {
  it('are built anew as the events made them, in whatever order and portions those came', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent, { minLength: 1, maxLength: 40 }), fc.nat(9), async (events, size) => {
        await takenIn.empty()
        for (let at = 0; at < events.length; at += size + 1) await takenIn.batch(...events.slice(at, at + size + 1))
        const before = await tablesOf(pool)
        await madeByAnother()
        expect(await rebuild.begin()).toBe(true)
        while ((await rebuild.step()) > 0);
        expect(await tablesOf(pool)).toEqual(before)
        expect(await rebuild.begin()).toBe(false)
      }),
      { numRuns: 25 },
    )
  })

  it('are neither asked nor written until all of them are done', async () => {
    await takenIn.batch(...facts())
    const before = await tablesOf(pool)
    await madeByAnother()
    const asked = () => new WhenBuilt(takenIn.source).canActivate()
    await rebuild.begin()
    for (let done = 1; done > 0; done = await rebuild.step()) {
      await expect(asked()).rejects.toMatchObject({ kind: 'unavailable', slug: 'being-rebuilt' })
      const refusal: unknown = await takenIn.batch(...facts()).catch((error: unknown) => error)
      // The bus waits then, instead of giving the events up.
      expect(isDatabaseAway(refusal)).toBe(true)
    }
    expect(await asked()).toBe(true)
    expect(await tablesOf(pool)).toEqual(before)
    await takenIn.batch(...facts())
  })

  it('are finished by the next process where one was cut off', async () => {
    await takenIn.batch(...facts())
    const before = await tablesOf(pool)
    await madeByAnother()
    await rebuild.begin()
    await rebuild.step()
    const next = new Rebuild(pool)
    expect(await next.begin()).toBe(true)
    while ((await next.step()) > 0);
    expect(await tablesOf(pool)).toEqual(before)
  })

  it('are left alone by a rebuild when a third program has begun its own', async () => {
    await takenIn.batch(...facts())
    await madeByAnother()
    await rebuild.begin()
    await pool.query('update model_edition set edition = 99')
    expect(await rebuild.step()).toBe(0)
    const { rows } = await pool.query('select edition, complete from model_edition')
    expect(rows).toEqual([{ edition: 99, complete: false }])
  })
})

it('tables that nobody has filled yet are of this edition at once', async () => {
  expect(await rebuild.begin()).toBe(false)
  expect(await new WhenBuilt(takenIn.source).canActivate()).toBe(true)
})
