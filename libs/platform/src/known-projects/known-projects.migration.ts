import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What a service remembers of the registry's facts: enough to decide and to check who may act, without asking over HTTP. */
export class CreateKnownProject1790000000002 implements MigrationInterface {
  readonly name = 'CreateKnownProject1790000000002'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table known_project (
        project_id uuid primary key,
        local_code text not null,
        name text not null,
        facility_kind text not null,
        owner_unit_id text not null,
        region_codes text[] not null,
        approved_budget_fen bigint,
        planned_start_on date,
        need_on date,
        report_every_days integer,
        agreement text,
        cancelled boolean not null default false,
        cancelled_on date
      )`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table known_project')
  }
}
