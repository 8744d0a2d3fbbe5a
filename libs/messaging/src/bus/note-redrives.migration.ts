import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * What became of a dead letter: when an operator, or a read model that was built anew, took it up, who that was and with
 * which outcome (`taken-in`, `rebuilt`, `failed-again`). One that failed again is named by the dead letter that follows it.
 */
export class NoteRedrives1790000000006 implements MigrationInterface {
  readonly name = 'NoteRedrives1790000000006'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table dead_letter
        add column redriven_at timestamptz,
        add column redriven_by text,
        add column outcome text,
        add column previous bigint`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table dead_letter
        drop column redriven_at, drop column redriven_by, drop column outcome, drop column previous`)
  }
}
