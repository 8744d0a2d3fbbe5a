import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * What we remember of the milestones' facts. A row stands on its own: progress may be told before the register's facts
 * about the project have come, and is then already here.
 */
export class CreatePhysicalProgress1790000100000 implements MigrationInterface {
  readonly name = 'CreatePhysicalProgress1790000100000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table physical_progress (
        project_id uuid primary key,
        report_id uuid not null,
        reported_on date not null,
        physical_percent double precision not null
      )`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table physical_progress')
  }
}
