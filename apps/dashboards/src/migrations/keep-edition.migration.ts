import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Which edition of the program made the read models, and how far a rebuild under way has come. One row, or none yet. */
export class KeepEdition1790000010002 implements MigrationInterface {
  readonly name = 'KeepEdition1790000010002'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table model_edition (
        model text primary key,
        edition integer not null,
        complete boolean not null,
        behind uuid
      )`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table model_edition`)
  }
}
