/** What is measured: the limit nobody can beat, a peer that does the same work, and our own service as users run it. */
export type Part = 'limit' | 'peer' | 'ours'

export interface Contender {
  readonly name: string
  readonly part: Part
  /** One measurement; the figure is a rate (per second), higher is better. */
  measure(): Promise<Measurement>
}

export interface Measurement {
  readonly perSecond: number
  /** How many were done while measuring. */
  readonly work: number
  /** Latencies in milliseconds, where requests are measured. */
  readonly p50Ms?: number
  readonly p99Ms?: number
  /** CPU seconds by process while measuring. */
  readonly cpuSeconds?: Readonly<Record<string, number>>
}

export interface Goal {
  readonly id: string
  readonly ours: string
  readonly against: string
  /** Least ratio of ours to the other. */
  readonly ratio: number
}

export interface Contest {
  readonly name: string
  readonly title: string
  readonly unit: string
  readonly contenders: readonly Contender[]
  readonly goals: readonly Goal[]
  close(): Promise<void>
}

export interface Summary {
  readonly name: string
  readonly part: Part
  readonly rounds: readonly number[]
  readonly perSecond: number
  /** Half the distance between best and worst round, as a share of the median. */
  readonly spread: number
  readonly p50Ms: number | undefined
  readonly p99Ms: number | undefined
  readonly cpuMicrosecondsEach: Readonly<Record<string, number>>
}

export function summaryOf({ name, part }: Contender, rounds: readonly Measurement[]): Summary {
  const rates = rounds.map(({ perSecond }) => perSecond)
  const perSecond = median(rates)
  const spread = perSecond === 0 ? 0 : (Math.max(...rates) - Math.min(...rates)) / 2 / perSecond
  return {
    name,
    part,
    rounds: rates,
    perSecond,
    spread,
    p50Ms: medianOf(rounds.map(({ p50Ms }) => p50Ms)),
    p99Ms: medianOf(rounds.map(({ p99Ms }) => p99Ms)),
    cpuMicrosecondsEach: cpuEach(rounds),
  }
}

export interface Verdict extends Goal {
  readonly reached: number
  readonly met: boolean
  /** The ratio of each round, which was run side by side. */
  readonly rounds: readonly number[]
  /** False when rounds disagree about whether the goal is met. */
  readonly reproduced: boolean
}

export function verdictOf(goal: Goal, summaries: readonly Summary[]): Verdict {
  const ours = summaries.find(({ name }) => name === goal.ours)!
  const other = summaries.find(({ name }) => name === goal.against)!
  const rounds = ours.rounds.map((rate, round) => rate / other.rounds[round]!)
  const reached = median(rounds)
  const met = reached >= goal.ratio
  return { ...goal, reached, met, rounds, reproduced: rounds.every((ratio) => ratio >= goal.ratio === met) }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  if (sorted.length % 2 === 1) return sorted[middle]!
  return sorted.length === 0 ? 0 : (sorted[middle - 1]! + sorted[middle]!) / 2
}

function medianOf(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined)
  return known.length === 0 ? undefined : median(known)
}

function cpuEach(rounds: readonly Measurement[]): Record<string, number> {
  const names = new Set(rounds.flatMap(({ cpuSeconds = {} }) => Object.keys(cpuSeconds)))
  const each = (name: string) =>
    rounds.flatMap(({ cpuSeconds, work }) =>
      cpuSeconds?.[name] === undefined || !work ? [] : [(cpuSeconds[name] / work) * 1e6],
    )
  return Object.fromEntries([...names].map((name) => [name, median(each(name))]))
}
