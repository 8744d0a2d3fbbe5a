import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * The story is written behind the lock of the sums, so its sequence is the order of the commits. `xid` stays what a place begins
 * with: rows from here on share one number above all earlier ones.
 */
export class KeepStoryInCommitOrder1790000010006 implements MigrationInterface {
  readonly name = 'KeepStoryInCommitOrder1790000010006'

  async up(runner: QueryRunner): Promise<void> {
    // Waits for every transaction that has written to the story: what they wrote comes before the number below.
    await runner.query(`lock table story_event in access exclusive mode`)
    const [{ xid }] = (await runner.query(`select pg_current_xact_id()::text as xid`)) as [{ xid: string }]
    await runner.query(`alter table story_event alter column xid set default '${xid}'::xid8`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table story_event alter column xid set default pg_current_xact_id()`)
  }
}
