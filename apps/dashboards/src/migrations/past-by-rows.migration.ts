import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * A row of a project's past is never touched again: nothing says when it ends, and one index finds the row of any two days.
 * Which projects to look at for a division or a month is kept apart, because it hardly ever changes. The places of the logs
 * are compared as what they are. The history is emptied: the rebuild that a new edition begins with writes it anew.
 */
export class KeepPastByRows1790000010023 implements MigrationInterface {
  readonly name = 'KeepPastByRows1790000010023'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('truncate card_history')
    await runner.query('drop index card_history_by_day, card_history_by_region, card_history_by_start')
    await runner.query(`alter table card_history drop known_until, drop occurred_until, drop closed_on,
      drop constraint card_history_pkey, add primary key (project_id, occurred_on, known_from)`)
    await runner.query(
      'create table project_trait (trait text not null, project_id uuid not null, primary key (trait, project_id))',
    )
    await runner.query('drop index story_event_by_place, common_fact_by_place')
    for (const table of ['story_event', 'common_fact', 'log_checkpoint'])
      await runner.query(`alter table ${table} alter log_xid type xid8 using log_xid::xid8`)
    await runner.query('create index story_event_by_place on story_event (source, log_xid, log_position)')
    await runner.query('create index common_fact_by_place on common_fact (source, log_xid, log_position)')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index story_event_by_place, common_fact_by_place')
    for (const table of ['story_event', 'common_fact', 'log_checkpoint'])
      await runner.query(`alter table ${table} alter log_xid type text using log_xid::text`)
    for (const table of ['story_event', 'common_fact'])
      await runner.query(
        `create index ${table}_by_place on ${table} (source, (log_xid::xid8), log_position) include (type, log_xid)`,
      )
    await runner.query('drop table project_trait')
    await runner.query('truncate card_history')
    await runner.query(`alter table card_history add known_until date not null, add occurred_until date not null,
      add closed_on date not null, drop constraint card_history_pkey, add primary key (project_id, known_from, occurred_on)`)
    await runner.query('create index card_history_by_day on card_history (known_from, known_until)')
    await runner.query(
      `create index card_history_by_region on card_history using gin (region_codes) with (fastupdate = off)`,
    )
    await runner.query(`create index card_history_by_start on card_history (planned_start_on, known_from, known_until)
      where planned_start_on is not null`)
  }
}
