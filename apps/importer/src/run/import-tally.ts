/** Where the time of an import goes. Stages of batches side by side overlap, so their sum exceeds the whole. */
export type Stage = 'read' | 'look-up' | 'registry' | 'milestones' | 'funding'

export interface FileTally {
  readonly file: string
  readonly knownOn: string | null
  rows: number
  commands: number
  facts: number
  elapsedMs: number
  readonly factsByType: Record<string, number>
  readonly stageMs: Record<Stage, number>
}

export function newTally(file: string, knownOn: string | null): FileTally {
  return {
    file,
    knownOn,
    rows: 0,
    commands: 0,
    facts: 0,
    elapsedMs: 0,
    factsByType: {},
    stageMs: { read: 0, 'look-up': 0, registry: 0, milestones: 0, funding: 0 },
  }
}

export function countFacts(tally: FileTally, events: readonly { readonly type: string }[]): void {
  tally.facts += events.length
  for (const { type } of events) tally.factsByType[type] = (tally.factsByType[type] ?? 0) + 1
}

export function describeTally(tally: FileTally): string[] {
  const { file, knownOn, rows, commands, facts, elapsedMs } = tally
  const seconds = elapsedMs / 1000
  const rate = seconds > 0 ? Math.round(facts / seconds) : 0
  const known = knownOn === null ? '' : ` (known on ${knownOn})`
  const stages = Object.entries(tally.stageMs).filter(([, ms]) => ms > 0)
  const types = Object.entries(tally.factsByType).sort(([, one], [, other]) => other - one)
  return [
    `${file}${known}: ${rows} rows, ${commands} commands, ${facts} facts in ${seconds.toFixed(1)} s (${rate} facts/s)`,
    ...(stages.length > 0
      ? [`  time: ${stages.map(([stage, ms]) => `${stage} ${(ms / 1000).toFixed(1)} s`).join(', ')}`]
      : []),
    ...(types.length > 0 ? [`  facts: ${types.map(([type, count]) => `${type} ${count}`).join(', ')}`] : []),
  ]
}
