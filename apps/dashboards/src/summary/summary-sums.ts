import type { FacilityKind, Halt, Procedure, Stage, Status } from '@zhuji/contracts'
import { registerWord, type RegisterWord } from '../card/register-word.js'

export type Sums = Record<string, number>

export interface StandingCount {
  readonly stage: Stage
  readonly halt: Halt | null
  readonly procedure: Procedure | null
  readonly cancelled: boolean
  readonly status: Status
  projects: number
}

/** The groups of one summary, whether they were read as sums or summed from projects. */
export class SummarySums {
  readonly total: Sums = {}
  readonly byKind = new Map<FacilityKind, Sums>()
  readonly byRegion = new Map<string, Sums>()
  private readonly standings = new Map<string, StandingCount>()

  addStanding(count: StandingCount): void {
    const name = `${count.stage}|${count.halt}|${count.procedure}|${count.cancelled}`
    const known = this.standings.get(name)
    if (known) known.projects += count.projects
    else this.standings.set(name, { ...count })
  }

  addKind(kind: FacilityKind, sums: Sums): void {
    addInto(this.total, sums)
    addInto(entry(this.byKind, kind), sums)
  }

  addRegion(code: string, sums: Sums): void {
    addInto(entry(this.byRegion, code), sums)
  }

  /** Kept sums outlive the projects that were in them; a group without a project is no group. */
  dropEmpty(): void {
    for (const [code, sums] of this.byRegion) if (!sums['projects']) this.byRegion.delete(code)
    for (const [kind, sums] of this.byKind) if (!sums['projects']) this.byKind.delete(kind)
  }

  byStanding(): readonly StandingCount[] {
    return [...this.standings.values()].filter(({ projects }) => projects !== 0)
  }

  countBy<Name extends string>(name: (count: StandingCount) => Name): { name: Name; projects: number }[] {
    const counts = new Map<Name, number>()
    for (const count of this.byStanding()) counts.set(name(count), (counts.get(name(count)) ?? 0) + count.projects)
    return [...counts].map(([word, projects]) => ({ name: word, projects }))
  }
}

export function registerWordOf(count: StandingCount): RegisterWord {
  return registerWord(count, count.cancelled)
}

export function addInto(target: Sums, sums: Sums): void {
  for (const name in sums) target[name] = (target[name] ?? 0) + (sums[name] ?? 0)
}

function entry<Key>(groups: Map<Key, Sums>, key: Key): Sums {
  const known = groups.get(key) ?? {}
  groups.set(key, known)
  return known
}
