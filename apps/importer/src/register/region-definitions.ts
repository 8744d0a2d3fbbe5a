import { type CommandDraft, toRegistry } from './command-draft.js'
import type { Division, RegisterRow } from './register-row.js'

export interface RegionDefinition {
  readonly code: string
  readonly draft: CommandDraft
  readonly row: number
}

/** The divisions in these rows that are not in `defined`, level by level, each once; a parent always comes first. */
export function undefinedRegions(
  rows: readonly RegisterRow[],
  defined: { has(code: string): boolean },
  knownOn: string,
): readonly (readonly RegionDefinition[])[] {
  const levels: Map<string, RegionDefinition>[] = []
  for (const { regionPath = [], row } of rows) {
    regionPath.forEach((division, level) => {
      levels[level] ??= new Map()
      if (defined.has(division.code) || levels[level].has(division.code)) return
      const draft = definition(division, regionPath[level - 1], knownOn)
      levels[level].set(division.code, { code: division.code, draft, row })
    })
  }
  return levels.map((level) => [...level.values()]).filter((level) => level.length > 0)
}

function definition({ name }: Division, parent: Division | undefined, occurredOn: string): CommandDraft {
  return toRegistry('define-region', { name, ...(parent ? { parentCode: parent.code } : {}), occurredOn })
}
