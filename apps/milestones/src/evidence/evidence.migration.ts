import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Files as they were uploaded, and the projects whose facts name them: who may see a project may see its evidence. */
export class CreateEvidence1790000001000 implements MigrationInterface {
  readonly name = 'CreateEvidence1790000001000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table evidence_file (
        file_id uuid primary key,
        sha256 text not null,
        bytes integer not null,
        content_type text not null,
        name text not null,
        uploaded_by text not null,
        uploaded_by_unit text,
        upload_key text not null,
        uploaded_at timestamptz not null,
        unique (uploaded_by, upload_key)
      )`)
    await runner.query(`
      create table evidence_use (
        file_id uuid not null,
        project_id uuid not null,
        primary key (file_id, project_id)
      )`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table evidence_use, evidence_file')
  }
}
