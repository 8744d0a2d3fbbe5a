import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * Nobody asks a log for one key without its stream, nor for receipts by age: two indexes that every command wrote. A
 * stream's state is written over and over; room in its page keeps the new version out of the index.
 */
export class KeepFewerIndexes1790000000007 implements MigrationInterface {
  readonly name = 'KeepFewerIndexes1790000000007'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index event_log_by_key`)
    await runner.query(`drop index idempotency_key_by_age`)
    await runner.query(`alter table stream set (fillfactor = 75)`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table stream reset (fillfactor)`)
    await runner.query(`create index idempotency_key_by_age on idempotency_key (created_at)`)
    await runner.query(`create index event_log_by_key on event_log (aggregateid, position)`)
  }
}
