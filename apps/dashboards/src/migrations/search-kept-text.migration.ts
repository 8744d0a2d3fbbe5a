import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What a search compares with is kept in its normal form; the edition that asks for it fills it. */
export class SearchKeptText1790000010003 implements MigrationInterface {
  readonly name = 'SearchKeptText1790000010003'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table card_search add column text text not null default ''`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table card_search drop column text`)
  }
}
