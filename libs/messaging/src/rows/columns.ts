/**
 * Rows that travel to PostgreSQL as one array a column, under one parameter each: a batch is one prepared statement
 * whatever its size, dates never become instants, and the server reads arrays for less than JSON costs it. Documents are
 * one JSON array a column, because every quote in a text array is escaped here and there (docs/adr/0015).
 */
export type ColumnType =
  | 'uuid'
  | 'text'
  | 'date'
  | 'timestamptz'
  | 'boolean'
  | 'integer'
  | 'bigint'
  | 'xid8'
  | 'double precision'
  | 'bytea'
  | 'text[]'
  /** Any value; none is the document `null`. */
  | 'json'
  /** A document that has been written as JSON already; kept letter by letter. */
  | 'written json'
export type Columns<Field extends string = string> = Readonly<
  Partial<Record<Field, readonly [column: string, type: ColumnType]>>
>

/** `project_id, name, …` */
export function namesOf(columns: Columns): readonly string[] {
  return Object.values(columns).map((each) => each![0])
}

/** The rows, from parameters $1 on, as a table `r` with the columns' own names and their `place` in the batch. */
export function unnested(columns: Columns): string {
  const lists = Object.values(columns).map((each, index) => elements(`$${1 + index}`, each![1]))
  return `rows from (${lists.join(', ')}) with ordinality as r (${[...namesOf(columns), 'place'].join(', ')})`
}

/** What to select from `r`, in the order of the columns. */
export function selected(columns: Columns): readonly string[] {
  return Object.values(columns).map((each) => {
    const [column, type] = each!
    return type === 'text[]' ? `r.${column}::text[]` : `r.${column}`
  })
}

/** One array for each column; a field that a row lacks is NULL. */
export function arraysOf(columns: Columns, rows: readonly object[]): string[] {
  return Object.entries(columns).map(([field, each]) => {
    const type = each![1]
    const valueOf = (row: object) => (row as Record<string, unknown>)[field]
    if (type === 'json') return JSON.stringify(rows.map(valueOf))
    if (type === 'written json') return `[${rows.map(valueOf).join(',')}]`
    const write = writers[type]
    return arrayOf(rows, (row) => write(valueOf(row)))
  })
}

/** An array literal of what `element` writes for each row; undefined is NULL. */
export function arrayOf<Row>(rows: readonly Row[], element: (row: Row) => string | undefined): string {
  let text = '{'
  for (const row of rows) text += `${text.length > 1 ? ',' : ''}${element(row) ?? 'NULL'}`
  return `${text}}`
}

function elements(parameter: string, type: ColumnType): string {
  if (type === 'json' || type === 'written json') return `json_array_elements(${parameter}::json)`
  // PostgreSQL has no arrays of arrays of different lengths: lists go as text.
  return `unnest(${parameter}::${type === 'text[]' ? 'text' : type}[])`
}

type Writer = (value: unknown) => string | undefined
const plain: Writer = (value) => (value === null || value === undefined ? undefined : (value as number).toString())
const text: Writer = (value) => (value === null || value === undefined ? undefined : quoted(value as string))

const writers: Readonly<Record<Exclude<ColumnType, 'json' | 'written json'>, Writer>> = {
  uuid: plain,
  date: plain,
  timestamptz: plain,
  boolean: plain,
  integer: plain,
  bigint: plain,
  xid8: plain,
  'double precision': plain,
  text,
  bytea: (value) => String.raw`"\\x${(value as Buffer).toString('hex')}"`,
  'text[]': (value) => quoted(arrayOf(value as readonly string[], quoted)),
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
  timestamptz: same,
  boolean: (value) => value === 't',
  integer: Number,
  bigint: Number,
  xid8: same,
  'double precision': Number,
  bytea: (value) => Buffer.from(value.slice(2), 'hex'),
  'text[]': (value) => JSON.parse(value) as unknown,
  json: (value) => JSON.parse(value) as unknown,
  'written json': same,
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
