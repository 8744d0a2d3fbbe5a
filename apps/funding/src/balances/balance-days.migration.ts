import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What the entries of a day, told as known on a day, add to each total of a project: any past is a sum of rows. */
export class CreateBalanceDays1790000200000 implements MigrationInterface {
  readonly name = 'CreateBalanceDays1790000200000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table balance_day (
        project_id uuid not null,
        pot text not null,
        entry text not null,
        occurred_on date not null,
        known_on date not null,
        fen bigint not null,
        primary key (project_id, pot, entry, occurred_on, known_on)
      )`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table balance_day')
  }
}
