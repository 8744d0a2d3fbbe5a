/** The filters that the summary, the list, the series and the explanations share, as the address holds them. */
export const filterNames = [
  'region',
  'facilityGroup',
  'facilityKind',
  'stage',
  'status',
  'alert',
  'moneyAhead',
  'q',
  'knownOn',
  'asOf',
] as const
export type FilterName = (typeof filterNames)[number]
export type Filters = Readonly<Partial<Record<FilterName, string>>>

export function filtersOf(search: URLSearchParams): Filters {
  const filters: Partial<Record<FilterName, string>> = {}
  for (const name of filterNames) {
    const value = search.get(name)?.trim()
    if (value) filters[name] = value
  }
  return filters
}

/** Sets or removes filters; everything else in the address stays, and an explanation of other figures is closed. */
export function withFilters(
  search: URLSearchParams,
  changes: Readonly<Record<string, string | undefined>>,
): URLSearchParams {
  const after = new URLSearchParams(search)
  after.delete('explain')
  for (const [name, value] of Object.entries(changes)) {
    if (value) after.set(name, value)
    else after.delete(name)
  }
  return after
}

export function pick(filters: Filters, names: readonly FilterName[]): Filters {
  return Object.fromEntries(names.flatMap((name) => (filters[name] ? [[name, filters[name]]] : [])))
}
