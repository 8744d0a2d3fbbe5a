import { DomainError } from '@zhuji/kernel'
import type { z } from 'zod'

const CURSOR_LENGTH_MAX = 2048

/** Where the next page starts, as text a caller hands back unread. */
export function encodeCursor(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

/** Undefined for the first page. Throws `invalid` `cursor-invalid` for anything that is not a cursor of this list. */
export function decodeCursor<T>(cursor: string | undefined, schema: z.ZodType<T>): T | undefined {
  if (cursor === undefined) return undefined
  const parsed = schema.safeParse(cursor.length > CURSOR_LENGTH_MAX ? undefined : readJson(cursor))
  if (!parsed.success) throw new DomainError('invalid', 'cursor-invalid', { field: 'cursor' })
  return parsed.data
}

function readJson(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

export interface Page<Row> {
  readonly items: readonly Row[]
  /** The cursor of the next page; null on the last one. */
  readonly next: string | null
}

/** A page from `limit + 1` rows: the surplus row says that there is a next page and is not shown. */
export function pageOf<Row>(rows: readonly Row[], limit: number, cursorOf: (last: Row) => unknown): Page<Row> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null }
}
