import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The columns are filled by the rebuild that a new edition begins with. */
const added = {
  project_card: ['taken_over_on date', 'first_planned_start_on date', 'idle_lots json', 'investment_by_year json'],
  card_history: ['taken_over_on date', 'first_planned_start_on date', 'idle_lots json', 'investment_by_year json'],
  summary_cell: ['paid_of_allocated_fen bigint'],
} as const

export class KeepFigures1790000010012 implements MigrationInterface {
  readonly name = 'KeepFigures1790000010012'

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(added)) {
      await runner.query(`alter table ${table} ${columns.map((column) => `add ${column}`).join(', ')}`)
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(added)) {
      await runner.query(`alter table ${table} ${columns.map((column) => `drop ${column.split(' ')[0]}`).join(', ')}`)
    }
  }
}
