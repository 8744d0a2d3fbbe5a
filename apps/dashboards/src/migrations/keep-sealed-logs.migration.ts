import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What the checkpoints of the logs say, and the facts that are about no project: see completeness/. */
export class KeepSealedLogs1790000010020 implements MigrationInterface {
  readonly name = 'KeepSealedLogs1790000010020'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table log_checkpoint (
        source text not null,
        number integer not null,
        recorded_on date not null,
        log_xid text not null,
        log_position bigint not null,
        root text not null,
        counts json not null,
        primary key (source, number)
      )`)
    await runner.query(`
      create table common_fact (
        event_id uuid primary key,
        source text not null,
        type text not null,
        occurred_on date not null,
        known_on date not null,
        log_xid text not null,
        log_position bigint not null,
        data json not null
      )`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table log_checkpoint, common_fact')
  }
}
