import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * The trace in which an event was recorded, for those who relay it or take it in later. Not in the hash chain: it tells how
 * our own programs worked, not what happened, and is absent wherever tracing is off.
 */
export class KeepTraceparent1790000000004 implements MigrationInterface {
  readonly name = 'KeepTraceparent1790000000004'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table event_log add column traceparent text`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table event_log drop column traceparent`)
  }
}
