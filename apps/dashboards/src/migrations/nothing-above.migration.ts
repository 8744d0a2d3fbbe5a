import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * What everything comes to is no longer kept beside what the uppermost regions come to, which it is the sum of. The sums
 * are emptied: the rebuild that a new edition begins with writes them anew.
 */
export class KeepNothingAbove1790000010025 implements MigrationInterface {
  readonly name = 'KeepNothingAbove1790000010025'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('truncate summary_cell, start_cell, series_month')
    await runner.query(`create index series_month_of_all on series_month (period, month) where parent = ''`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('truncate summary_cell, start_cell, series_month')
    await runner.query('drop index series_month_of_all')
  }
}
