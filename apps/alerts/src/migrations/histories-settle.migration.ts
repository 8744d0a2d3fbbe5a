import type { MigrationInterface, QueryRunner } from 'typeorm'

/** From when on a project is judged whose history is being told: since when it has not been judged, and when it may be. */
export class HistoriesSettle1790000300001 implements MigrationInterface {
  readonly name = 'HistoriesSettle1790000300001'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table watched_project
        add column told_since timestamptz,
        add column judge_from timestamptz not null default '-infinity'`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table watched_project drop column told_since, drop column judge_from')
  }
}
