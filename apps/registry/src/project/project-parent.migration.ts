import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Finds the phases and parts of a project. Few projects have a parent, and only those are in the index. */
export class IndexProjectParent1790000004000 implements MigrationInterface {
  readonly name = 'IndexProjectParent1790000004000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index stream_project_parent on stream ((state->'registered'->>'parentProjectId'))
        where state->'registered'->>'parentProjectId' is not null`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index stream_project_parent')
  }
}
