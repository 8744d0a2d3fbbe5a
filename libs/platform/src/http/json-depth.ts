/** True when lists and objects are nested deeper than `max`; looks no deeper than that, whatever comes. */
export function isDeeperThan(max: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (max === 0) return true
  return Object.values(value).some((part) => isDeeperThan(max - 1, part))
}
