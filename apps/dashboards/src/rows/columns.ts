/**
 * Rows that travel to PostgreSQL as one array a column, under one parameter each: a batch is one prepared statement
 * whatever its size, dates never become instants, and the server reads arrays for less than JSON costs it (docs/adr/0015).
 */
export type ColumnType =
  'uuid' | 'text' | 'date' | 'boolean' | 'integer' | 'bigint' | 'double precision' | 'text[]' | 'json'
export type Columns<Field extends string = string> = Readonly<
  Partial<Record<Field, readonly [column: string, type: ColumnType]>>
>

/** `project_id, name, …` */
export function namesOf(columns: Columns): readonly string[] {
  return Object.values(columns).map((each) => each![0])
}

/** The rows, from parameters $1 on, as a table `r` with the columns' own names and their `place` in the batch. */
export function unnested(columns: Columns): string {
  const arrays = Object.values(columns).map((each, index) => `$${1 + index}::${sentAs(each![1])}[]`)
  return `unnest(${arrays.join(', ')}) with ordinality as r (${[...namesOf(columns), 'place'].join(', ')})`
}

/** What to select from `r`, in the order of the columns. */
export function selected(columns: Columns): readonly string[] {
  return Object.values(columns).map((each) => {
    const [column, type] = each!
    return sentAs(type) === type ? `r.${column}` : `r.${column}::${type}`
  })
}

/** One array literal for each column; a field that a row lacks is NULL. */
export function arraysOf(columns: Columns, rows: readonly object[]): string[] {
  return Object.entries(columns).map(([field, each]) => {
    const write = writers[each![1]]
    return arrayOf(rows, (row) => write((row as Record<string, unknown>)[field]))
  })
}

/** An array literal of what `element` writes for each row; undefined is NULL. */
export function arrayOf<Row>(rows: readonly Row[], element: (row: Row) => string | undefined): string {
  let text = '{'
  for (const row of rows) text += `${text.length > 1 ? ',' : ''}${element(row) ?? 'NULL'}`
  return `${text}}`
}

/** PostgreSQL has no arrays of arrays of different lengths: lists and documents go as text. */
function sentAs(type: ColumnType): string {
  return type === 'text[]' || type === 'json' ? 'text' : type
}

type Writer = (value: unknown) => string | undefined
const plain: Writer = (value) => (value === null || value === undefined ? undefined : (value as number).toString())
const text: Writer = (value) => (value === null || value === undefined ? undefined : quoted(value as string))

const writers: Readonly<Record<ColumnType, Writer>> = {
  uuid: plain,
  date: plain,
  boolean: plain,
  integer: plain,
  bigint: plain,
  'double precision': plain,
  text,
  'text[]': (value) => quoted(arrayOf(value as readonly string[], quoted)),
  json: (value) => (value === null || value === undefined ? undefined : quoted(JSON.stringify(value))),
}

function quoted(value: string): string {
  return `"${/["\\]/.test(value) ? value.replaceAll(/["\\]/g, String.raw`\$&`) : value}"`
}

type Reader = (value: string) => unknown
const same: Reader = (value) => value

const readers: Readonly<Record<ColumnType, Reader>> = {
  uuid: same,
  text: same,
  date: same,
  boolean: (value) => value === 't',
  integer: Number,
  bigint: Number,
  'double precision': Number,
  'text[]': (value) => JSON.parse(value) as unknown,
  json: (value) => JSON.parse(value) as unknown,
}

/** What to select of a table so that `rowReader` can read the answer, which has to come as arrays of text. */
export function selectedAsText(columns: Columns, alias: string): string {
  return Object.values(columns)
    .map((each) => (each![1] === 'text[]' ? `array_to_json(${alias}.${each![0]})` : `${alias}.${each![0]}`))
    .join(', ')
}

/**
 * Rows under their own names again. Each begins as a copy of `empty`, which has every field: fifty fields added by name
 * would make an object that is several times slower to read and to copy.
 */
export function rowReader<Row extends object>(
  columns: Columns,
  empty: Row,
): (values: readonly (string | null)[]) => Row {
  const fields = Object.entries(columns).map(([field, each]) => [field as keyof Row, readers[each![1]]] as const)
  return (values) => {
    const row = { ...empty }
    for (let index = 0; index < fields.length; index += 1) {
      const [field, read] = fields[index]!
      const value = values[index]!
      row[field] = (value === null ? null : read(value)) as Row[keyof Row]
    }
    return row
  }
}

/** For `query({ rowMode: 'array', types: asText })`. */
export const asText = { getTypeParser: () => same }
