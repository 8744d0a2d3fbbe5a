/** The code that Node (`ENOENT`) and PostgreSQL (`23505`) put on their errors; empty where there is none. */
export function errorCodeOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown }
  return typeof code === 'string' ? code : ''
}
