import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The history is emptied: the rebuild that a new edition begins with writes it in both clocks. */
export class KeepBothClocks1790000010008 implements MigrationInterface {
  readonly name = 'KeepBothClocks1790000010008'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('truncate card_history')
    await runner.query('alter table project_card add occurred_on date')
    await runner.query(`alter table card_history add occurred_on date not null, add known_from date not null,
      add occurred_until date not null, add closed_on date not null,
      drop constraint card_history_pkey, add primary key (project_id, known_from, occurred_on)`)
    await runner.query('drop index card_history_by_day')
    await runner.query('create index card_history_by_day on card_history (known_from, known_until)')
    await runner.query('drop index card_history_by_start')
    await runner.query(`create index card_history_by_start on card_history (planned_start_on, known_from, known_until)
      where planned_start_on is not null`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('truncate card_history')
    await runner.query('drop index card_history_by_day')
    await runner.query('drop index card_history_by_start')
    await runner.query(`alter table card_history drop constraint card_history_pkey, drop occurred_on, drop known_from,
      drop occurred_until, drop closed_on, add primary key (project_id, known_on)`)
    await runner.query('create index card_history_by_day on card_history (known_on, known_until)')
    await runner.query(`create index card_history_by_start on card_history (planned_start_on, known_on, known_until)
      where planned_start_on is not null`)
    await runner.query('alter table project_card drop occurred_on')
  }
}
