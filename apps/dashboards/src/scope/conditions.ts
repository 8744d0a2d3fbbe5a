import type { ScopeFilter } from '@zhuji/platform'

/** The conditions of one SQL statement with their parameters, so that nothing a caller wrote is ever part of the text. */
export class Conditions {
  readonly values: unknown[] = []
  private readonly parts: string[] = []

  /** Each `?` takes the next value; the same value may be used again by `?1`, `?2` … */
  add(sql: string, ...values: readonly unknown[]): this {
    this.parts.push(this.bound(sql, ...values))
    return this
  }

  /** The same for text that stands elsewhere in the statement. */
  bound(sql: string, ...values: readonly unknown[]): string {
    const first = this.values.length
    let next = 0
    this.values.push(...values)
    return sql.replace(/\?(\d?)/g, (_, number: string) => `$${first + (number === '' ? (next += 1) : Number(number))}`)
  }

  get sql(): string {
    return this.parts.length === 0 ? 'true' : this.parts.map((part) => `(${part})`).join(' and ')
  }
}

/**
 * Who may see a project is decided by its present owner and region, also when its past is asked for: what is visible
 * today is visible with its whole history, and nothing else is. `card` is the alias of `project_card`.
 */
export function addScope(conditions: Conditions, scope: ScopeFilter, card: string): void {
  if (scope.all) return
  const sql = `${card}.owner_unit_id = any(?) or ${card}.region_codes && ? or ${card}.project_id = any(?::uuid[])`
  conditions.add(sql, scope.unitIds, scope.regionCodes, scope.projectIds.filter(isUuid))
}

/** Tokens may name projects in any form; only ids can be compared. */
function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
