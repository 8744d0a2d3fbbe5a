import { Module } from '@nestjs/common'
import pg from 'pg'
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { type FreshDatabase, freshDatabase } from '@zhuji/testing'
import { SystemClock } from '../config/system-clock.adapter.js'
import { migrate } from './run-service.adapter.js'
import { openServiceDatabase } from './service-database.adapter.js'
import { databaseOf, ServiceModule, type ServiceOptions } from './service.module.js'
import type { System } from './system.module.js'

class CreateVisits1790000009000 implements MigrationInterface {
  readonly name = 'CreateVisits1790000009000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table visit (id bigint generated always as identity primary key, at timestamptz)')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table visit')
  }
}

const today: ServiceOptions = { context: 'registry' }
const tomorrow: ServiceOptions = { ...today, migrations: [CreateVisits1790000009000] }

@Module({ imports: [ServiceModule.with(today)] })
class Today {}

@Module({ imports: [ServiceModule.with(tomorrow)] })
class Tomorrow {}

class NoService {}

describe('a schema that a job of its own brings up to date', () => {
  let database: FreshDatabase
  let owner: System
  /** May read and write what the owner defines, and define nothing: as deploy/postgres sets roles up. */
  let program: System

  beforeAll(async () => {
    database = await freshDatabase()
    const role = database.name.replace('zhuji_test', 'program')
    await asAdministrator(async (admin) => {
      await admin.query(`create role ${role} login password 'visit'`)
      await admin.query(`create schema registry`)
      await admin.query(`grant usage on schema registry to ${role}`)
      await admin.query(`alter default privileges in schema registry
        grant select, insert, update, delete on tables to ${role}`)
    })
    owner = systemAt(database.url)
    const url = new URL(database.url)
    url.username = role
    url.password = 'visit'
    program = systemAt(url.href)
  })

  afterAll(async () => {
    const role = database.name.replace('zhuji_test', 'program')
    await asAdministrator((admin) => admin.query(`drop owned by ${role}`).then(() => admin.query(`drop role ${role}`)))
    await database.drop()
  })

  it('keeps a service out as long as it is behind, and lets it in afterwards', async () => {
    await migrate(Today, owner)
    await (await openServiceDatabase(databaseOf(today, program), { migrates: false })).destroy()

    const early = openServiceDatabase(databaseOf(tomorrow, program), { migrates: false })
    await expect(early).rejects.toThrow('the schema registry is behind this program')

    await migrate(Tomorrow, owner)
    const source = await openServiceDatabase(databaseOf(tomorrow, program), { migrates: false })
    await source.query('insert into visit (at) values (now())')
    await expect(source.query('alter table event_log disable trigger all')).rejects.toThrow('must be owner')
    await source.destroy()
  })

  it('stays in use by the program before it', async () => {
    await migrate(Tomorrow, owner)
    await (await openServiceDatabase(databaseOf(today, program), { migrates: false })).destroy()
  })

  it('is not looked for where there is no service', async () => {
    await expect(migrate(NoService, owner)).rejects.toThrow('NoService imports no ServiceModule')
  })

  function systemAt(url: string): System {
    return { clock: new SystemClock(), timeZone: 'Asia/Shanghai', poolSize: 2, databaseUrl: () => url }
  }

  async function asAdministrator(work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
    const admin = new pg.Client({ connectionString: database.url })
    await admin.connect()
    await work(admin)
    await admin.end()
  }
})
