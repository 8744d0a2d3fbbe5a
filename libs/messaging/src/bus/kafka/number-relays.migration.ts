import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Each relay that takes over gets the next number and moves the position only while it is the newest. */
export class NumberRelays1790000000005 implements MigrationInterface {
  readonly name = 'NumberRelays1790000000005'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table relay_position add column epoch bigint not null default 0`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table relay_position drop column epoch`)
  }
}
