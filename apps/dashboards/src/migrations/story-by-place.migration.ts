import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What came in behind a place of a log, and how many of each type lie between two: closings, restatements, completeness. */
export class FindStoryByPlace1790000010022 implements MigrationInterface {
  readonly name = 'FindStoryByPlace1790000010022'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      // An index is read alone only where it has the columns of its expressions, too.
      `create index story_event_by_place on story_event (source, (log_xid::xid8), log_position) include (type, log_xid)`,
    )
    await runner.query(
      `create index common_fact_by_place on common_fact (source, (log_xid::xid8), log_position) include (type, log_xid)`,
    )
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index story_event_by_place, common_fact_by_place`)
  }
}
