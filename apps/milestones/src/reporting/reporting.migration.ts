import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Who asks for reports, and every fact that says whether one was due and made, each with both of its days. */
export class CreateReporting1790000300000 implements MigrationInterface {
  readonly name = 'CreateReporting1790000300000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table programme_rhythm (
        programme_id uuid not null,
        version integer not null,
        known_on date not null,
        asked json not null,
        primary key (programme_id, version)
      )`)
    await runner.query(`
      create table reporting_site (
        project_id uuid primary key,
        register jsonb not null,
        site jsonb not null
      )`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table reporting_site, programme_rhythm')
  }
}
