import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * The part of a stream's state that decisions only look up by name, a row a name, so that a command reads and writes what
 * it asks for and not all there is. Valid beside a `stream` row of the same decider's version; a former program neither
 * reads nor writes it.
 */
export class CreateStreamNotes1790000000009 implements MigrationInterface {
  readonly name = 'CreateStreamNotes1790000000009'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table stream_note (
        stream_id text not null,
        name text not null,
        value json not null,
        primary key (stream_id, name)
      )`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table stream_note`)
  }
}
