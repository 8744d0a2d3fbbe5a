import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * Whoever appends to a log waits until the one before has committed, from the first row on and whichever program he runs:
 * positions are handed out behind the lock, so that their order is the order of the commits. `xid` stays what the order
 * begins with: rows from here on share one number above all earlier ones, and a place in the log keeps its meaning.
 */
export class OneWriterAtATime1790000000008 implements MigrationInterface {
  readonly name = 'OneWriterAtATime1790000000008'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function wait_for_earlier_writers() returns trigger language plpgsql as $$
      begin
        perform pg_advisory_xact_lock(hashtext('zhuji-log'), hashtext(tg_table_schema));
        return null;
      end $$`)
    // Waits for every transaction that has written to the log: what they wrote comes before the number below.
    await runner.query(`
      create trigger event_log_has_one_writer before insert on event_log
      for each statement execute function wait_for_earlier_writers()`)
    const [{ xid }] = (await runner.query(`select pg_current_xact_id()::text as xid`)) as [{ xid: string }]
    await runner.query(`alter table event_log alter column xid set default '${xid}'::xid8`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table event_log alter column xid set default pg_current_xact_id()`)
    await runner.query(`drop trigger event_log_has_one_writer on event_log`)
    await runner.query(`drop function wait_for_earlier_writers()`)
  }
}
