import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The columns are filled by the rebuild that a new edition begins with. */
const added = {
  project_card: ['paid_fen', 'agreed_fen'],
  card_history: ['paid_fen', 'agreed_fen'],
  summary_cell: ['paid_fen', 'paid_of_in_place_fen', 'in_place_of_allocated_fen'],
} as const

export class KeepPaid1790000010007 implements MigrationInterface {
  readonly name = 'KeepPaid1790000010007'

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(added)) {
      await runner.query(`alter table ${table} ${columns.map((column) => `add ${column} bigint`).join(', ')}`)
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(added)) {
      await runner.query(`alter table ${table} ${columns.map((column) => `drop ${column}`).join(', ')}`)
    }
  }
}
