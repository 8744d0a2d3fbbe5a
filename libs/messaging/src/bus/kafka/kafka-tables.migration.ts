import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * How far a service's log has been handed to its topic, and which record a dead letter was: a record that names no event is
 * known again only by its place, so one place makes one dead letter for each group.
 */
export class CreateKafkaTables1790000000003 implements MigrationInterface {
  readonly name = 'CreateKafkaTables1790000000003'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table relay_position (
        topic text primary key,
        xid xid8 not null,
        position bigint not null
      )`)
    await runner.query(`alter table dead_letter add column place text`)
    await runner.query(`create unique index dead_letter_by_place on dead_letter (consumer_group, place)`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table dead_letter drop column place`)
    await runner.query(`drop table relay_position`)
  }
}
