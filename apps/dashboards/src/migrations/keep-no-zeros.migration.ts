import type { MigrationInterface, QueryRunner } from 'typeorm'

const tables = ['summary_cell', 'start_cell', 'series_month'] as const

/** A sum that is 0 is NULL: of the forty-eight sums of a day's cell a handful moved, and the others took eight bytes each. */
export class KeepNoZeros1790000010001 implements MigrationInterface {
  readonly name = 'KeepNoZeros1790000010001'

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables) {
      const sums = await sumsOf(table, runner)
      await runner.query(
        `alter table ${table} ${each(sums, (sum) => `alter ${sum} drop not null, alter ${sum} drop default`)}`,
      )
      await runner.query(`update ${table} set ${each(sums, (sum) => `${sum} = nullif(${sum}, 0)`)}`)
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) {
      const sums = await sumsOf(table, runner)
      await runner.query(`update ${table} set ${each(sums, (sum) => `${sum} = coalesce(${sum}, 0)`)}`)
      await runner.query(
        `alter table ${table} ${each(sums, (sum) => `alter ${sum} set default 0, alter ${sum} set not null`)}`,
      )
    }
  }
}

async function sumsOf(table: string, runner: QueryRunner): Promise<readonly string[]> {
  const rows = (await runner.query(
    `select attname from pg_attribute where attrelid = $1::regclass and atttypid = 'bigint'::regtype and attnum > 0`,
    [table],
  )) as readonly { attname: string }[]
  return rows.map(({ attname }) => attname)
}

const each = (sums: readonly string[], clause: (sum: string) => string): string => sums.map(clause).join(', ')
