import { useSearchParams } from 'react-router'
import { withFilters } from '../figures/question.js'

/** What the list can be sorted by, and which way round is the useful one first. */
export const sorts = [
  { id: 'name', word: 'projects.sortName', first: 'asc' },
  { id: 'updated', word: 'projects.sortUpdated', first: 'desc' },
  { id: 'physical', word: 'projects.sortPhysical', first: 'desc' },
  { id: 'gap', word: 'projects.sortGap', first: 'desc' },
  { id: 'slip', word: 'projects.sortSlip', first: 'desc' },
  { id: 'budget', word: 'projects.sortBudget', first: 'desc' },
] as const
export type Sort = (typeof sorts)[number]['id']

export interface Order {
  readonly sort?: Sort
  readonly order?: 'asc' | 'desc'
}

export function orderOf(search: URLSearchParams): Order {
  const sort = sorts.find(({ id }) => id === search.get('sort'))
  if (!sort) return {}
  const order = search.get('order')
  return { sort: sort.id, order: order === 'asc' || order === 'desc' ? order : sort.first }
}

export function useOrder() {
  const [search, setSearch] = useSearchParams()
  const now = orderOf(search)
  /** The same again turns the order round. */
  const sortBy = (sort: Sort) => {
    const first = sorts.find(({ id }) => id === sort)!.first
    const turned = now.order === 'asc' ? 'desc' : 'asc'
    const order = now.sort === sort ? turned : first
    setSearch((before) => withFilters(before, { sort, order }), { replace: true })
  }
  return { sortBy }
}
