import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Which programmes ask for reports, each version as it was issued. */
export class KeepRhythms1790000300000 implements MigrationInterface {
  readonly name = 'KeepRhythms1790000300000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table known_rhythm (
        programme_id uuid not null,
        version integer not null,
        asked json not null,
        primary key (programme_id, version)
      )`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table known_rhythm')
  }
}
