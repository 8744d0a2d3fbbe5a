import type { MigrationInterface, QueryRunner } from 'typeorm'

const tables = ['project_card', 'card_history'] as const

/** The column is filled by the rebuild that a new edition begins with. */
export class KeepUnbundled1790000010021 implements MigrationInterface {
  readonly name = 'KeepUnbundled1790000010021'

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`alter table ${table} add unbundled boolean not null default false`)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`alter table ${table} drop unbundled`)
  }
}
