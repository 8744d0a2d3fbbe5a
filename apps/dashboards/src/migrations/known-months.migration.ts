import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The months of a past day are kept as its other sums are. They are emptied: the rebuild that a new edition begins with writes them anew. */
export class KeepKnownMonths1790000010024 implements MigrationInterface {
  readonly name = 'KeepKnownMonths1790000010024'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('truncate series_month')
    await runner.query(`alter table series_month add period text collate "C" not null,
      drop constraint series_month_pkey, add primary key (region, period, month, facility_kind, parent)`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('truncate series_month')
    await runner.query(`alter table series_month drop constraint series_month_pkey, drop period,
      add primary key (region, month, facility_kind, parent)`)
  }
}
