import { projectIdAt } from '../province/province.js'

/** What a dashboard asks, as paths below /api/v1/dashboards; `turn` varies what it is about. */
export type Question = (turn: number) => string

const city = (turn: number): string => `34${String(1 + (turn % 16)).padStart(2, '0')}`
const district = (turn: number): string => `${city(turn)}${String(1 + (turn % 8)).padStart(2, '0')}`
const kinds = ['primary-school', 'general-hospital', 'gymnasium'] as const
const statuses = ['planning', 'under-construction', 'in-use'] as const
const sorts = ['name', 'physical', 'slip', 'budget', 'gap', 'updated'] as const

const pick = <Item>(from: readonly Item[], turn: number): Item => from[turn % from.length]!

export const questionsNow: Readonly<Record<string, Question>> = {
  'summary of the province': () => 'summary',
  'summary of a division': (turn) => `summary?region=${turn % 2 ? city(turn) : district(turn)}`,
  'summary of a kind': (turn) => `summary?facilityKind=${pick(kinds, turn)}`,
  'summary of a status': (turn) => `summary?region=${city(turn)}&status=${pick(statuses, turn)}`,
  'months of a division': (turn) => `series?region=${city(turn)}`,
  'first page of a list': (turn) => `projects?sort=${pick(sorts, turn)}&order=${turn % 2 ? 'asc' : 'desc'}&limit=50`,
  'list of a division': (turn) => `projects?region=${district(turn)}&sort=${pick(sorts, turn)}&limit=50`,
  'search by a name': (turn) => `projects?q=${encodeURIComponent(`第${1 + (turn % 99)}`)}&limit=20`,
  'a project': (turn) => `projects/${projectIdAt(turn % 100)}`,
  'its story': (turn) => `projects/${projectIdAt(turn % 100)}/story?limit=50`,
}

const dayAt = (turn: number): string =>
  new Date(Date.UTC(2018, 0, 1) + ((turn * 7_919) % 3_000) * 86_400_000).toISOString().slice(0, 10)

export const questionsOfThePast: Readonly<Record<string, Question>> = {
  'summary of the province': (turn) => `summary?knownOn=${dayAt(turn)}`,
  'summary of a division': (turn) => `summary?region=${city(turn)}&knownOn=${dayAt(turn)}`,
  'summary of a kind': (turn) => `summary?facilityKind=${pick(kinds, turn)}&knownOn=${dayAt(turn)}`,
  'list of a division': (turn) => `projects?region=${district(turn)}&knownOn=${dayAt(turn)}&limit=50`,
  'a project': (turn) => `projects/${projectIdAt(turn % 100)}?knownOn=${dayAt(turn)}`,
}
