import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * A day of a project has few events, which are put in order when they are read. An index that orders them too has an entry of
 * its own for each event; this one has one for all that became known on a day.
 */
export class FindStoryByDay1790000010005 implements MigrationInterface {
  readonly name = 'FindStoryByDay1790000010005'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index story_event_by_day on story_event (project_id, known_on)`)
    await runner.query(`drop index story_event_by_project`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index story_event_by_project on story_event (project_id, known_on, recorded_at, sequence)`,
    )
    await runner.query(`drop index story_event_by_day`)
  }
}
