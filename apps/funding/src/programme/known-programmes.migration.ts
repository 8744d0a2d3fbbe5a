import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Which projects lists are about: every version, so that money can be summed over a list as it was known on any day. */
export class CreateKnownProgrammes1790000300000 implements MigrationInterface {
  readonly name = 'CreateKnownProgrammes1790000300000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table known_programme (
        programme_id uuid not null,
        version integer not null,
        name text not null,
        scopes jsonb not null,
        occurred_on date not null,
        known_on date not null,
        primary key (programme_id, version)
      )`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table known_programme')
  }
}
