import { useQueries, useQuery } from '@tanstack/react-query'
import { regionsQuery } from '../api/hooks.js'
import type { Region } from '../api/types.js'

export interface RegionLevel {
  readonly parent: Region | undefined
  readonly children: readonly Region[]
}

/** Codes above one, shortest first, as far as they can be told: codes of divisions begin with the code of their parent. */
export function codesAbove(code: string, roots: readonly Region[]): readonly string[] {
  const root = roots.find((region) => code.startsWith(region.code))
  if (!root) return []
  const codes: string[] = []
  for (let length = root.code.length; length < code.length; length += 1) codes.push(code.slice(0, length))
  return codes.filter((above) => above.length % 2 === 0 || above === root.code)
}

/** The way from the roots to the chosen division, with what can be chosen below it. */
export function useRegionWay(code: string | undefined): readonly RegionLevel[] {
  const { data: roots = [] } = useQuery(regionsQuery(undefined))
  const above = code === undefined ? [] : [...codesAbove(code, roots), code]
  const answers = useQueries({ queries: above.map((parent) => regionsQuery(parent)) })
  const levels: RegionLevel[] = [{ parent: undefined, children: roots }]
  above.forEach((parentCode, index) => {
    const parent = levels.at(-1)!.children.find((region) => region.code === parentCode)
    if (parent) levels.push({ parent, children: answers[index]?.data ?? [] })
  })
  return levels
}
