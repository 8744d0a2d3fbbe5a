import type { MigrationInterface, QueryRunner } from 'typeorm'

const cards = ['project_card', 'card_history']

/** What target lines are compared with: every version of a programme, and four more milestones of each card. */
export class KeepProgrammes1790000010009 implements MigrationInterface {
  readonly name = 'KeepProgrammes1790000010009'

  async up(runner: QueryRunner): Promise<void> {
    for (const table of cards) {
      await runner.query(`alter table ${table} add topped_out_on date, add opened_on date, add in_statistics_on date,
        add resumed_on date`)
    }
    await runner.query(`
      create table programme_version (
        programme_id uuid not null,
        version integer not null,
        occurred_on date not null,
        known_on date not null,
        recorded_at text not null,
        event_id uuid not null,
        programme json not null,
        primary key (programme_id, version)
      )`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table programme_version')
    for (const table of cards) {
      await runner.query(`alter table ${table} drop topped_out_on, drop opened_on, drop in_statistics_on,
        drop resumed_on`)
    }
  }
}
