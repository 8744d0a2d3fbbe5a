import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * A project's past has many rows of which one held on a day: days are part of what the index of planned starts compares, and rows of
 * a division are found as such. Lists by status find the few.
 */
export class FindPastByPlace1790000010004 implements MigrationInterface {
  readonly name = 'FindPastByPlace1790000010004'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index card_history_by_region on card_history using gin (region_codes) with (fastupdate = off)`,
    )
    await runner.query(`create index card_history_by_start on card_history (planned_start_on, known_on, known_until)
      where planned_start_on is not null`)
    await runner.query(`drop index card_history_by_planned_start`)
    await runner.query(`create index project_card_by_status on project_card (status) where registered`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index card_history_by_region, card_history_by_start, project_card_by_status`)
    await runner.query(`create index card_history_by_planned_start on card_history (planned_start_on)
      where planned_start_on is not null`)
  }
}
