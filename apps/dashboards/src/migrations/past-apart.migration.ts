import type { MigrationInterface, QueryRunner } from 'typeorm'

const APART = [
  ['summary_cell', 'summary_past'],
  ['start_cell', 'start_past'],
  ['series_month', 'series_past'],
] as const

/**
 * What is known now is kept apart from the past, so that its few rows lie together; and what everything comes to no longer beside
 * what the uppermost regions come to, which it is the sum of. The sums are emptied: the rebuild that a new edition begins with
 * writes them anew.
 */
export class KeepPastApart1790000010025 implements MigrationInterface {
  readonly name = 'KeepPastApart1790000010025'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('truncate summary_cell, start_cell, series_month')
    await runner.query(`create index series_month_of_all on series_month (period, month) where parent = ''`)
    for (const [now, past] of APART) {
      await runner.query(`create table ${past} (like ${now} including all) with (fillfactor = 70)`)
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('truncate summary_cell, start_cell, series_month')
    await runner.query('drop index series_month_of_all')
    for (const [, past] of APART) await runner.query(`drop table ${past}`)
  }
}
