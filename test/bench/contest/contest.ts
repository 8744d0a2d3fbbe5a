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
  /** What else was measured and is no rate, by name with its unit. */
  readonly figures?: Readonly<Record<string, number>>
}

export interface LeastRatio {
  readonly id: string
  readonly ours: string
  readonly against: string
  /** Least ratio of ours to the other. */
  readonly ratio: number
}

export interface UpperBound {
  readonly id: string
  readonly ours: string
  /** `p50Ms`, `p99Ms` or one of the measurement's figures. */
  readonly figure: string
  /** What it may be at most; where there is something it is held against, times the same figure of that in the same round. */
  readonly most: number
  readonly against?: string
}

export type Goal = LeastRatio | UpperBound

/** From the command line. */
export interface ContestOptions {
  /** How long a contender works that could work for ever. */
  readonly seconds: number
  /** How many projects are loaded where that is the question. */
  readonly projects: number
  /** Of each of them only so many of its first facts. */
  readonly facts?: number
  /** A data directory to load into and to keep, for questions about large ones. */
  readonly directory?: string
  /** The folder of an older register's files, which lie outside the repository. */
  readonly register?: string
}

export interface Contest {
  readonly name: string
  readonly title: string
  readonly unit: string
  readonly contenders: readonly Contender[]
  readonly goals: readonly Goal[]
  /** Every measurement starts its own processes on its own data, so that a round before the first would warm up nothing. */
  readonly startsAnew?: true
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
  /** Latencies and further figures, round by round. */
  readonly figures: Readonly<Record<string, readonly number[]>>
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
    figures: figuresOf(rounds),
  }
}

export type Verdict = Goal & {
  readonly reached: number
  readonly met: boolean
  /** The ratio or figure of each round; a ratio's contenders ran side by side. */
  readonly rounds: readonly number[]
  /** False when rounds disagree about whether the goal is met. */
  readonly reproduced: boolean
}

export function verdictOf(goal: Goal, summaries: readonly Summary[]): Verdict {
  const isBound = 'most' in goal
  const roundsOf = (contender: string) => {
    const { rounds, figures } = summaries.find(({ name }) => name === contender)!
    return isBound ? figures[goal.figure]! : rounds
  }
  const ours = roundsOf(goal.ours)
  const others = goal.against === undefined ? undefined : roundsOf(goal.against)
  const rounds = others ? ours.map((value, round) => value / others[round]!) : ours
  const holds = (value: number) => (isBound ? value <= goal.most : value >= goal.ratio)
  const reached = median(rounds)
  const met = holds(reached)
  return { ...goal, reached, met, rounds, reproduced: rounds.every((value) => holds(value) === met) }
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

function figuresOf(rounds: readonly Measurement[]): Record<string, readonly number[]> {
  const figures: Record<string, number[]> = {}
  for (const { p50Ms, p99Ms, figures: further } of rounds) {
    for (const [name, value] of Object.entries({ p50Ms, p99Ms, ...further })) {
      if (value !== undefined) (figures[name] ??= []).push(value)
    }
  }
  return figures
}

function cpuEach(rounds: readonly Measurement[]): Record<string, number> {
  const names = new Set(rounds.flatMap(({ cpuSeconds = {} }) => Object.keys(cpuSeconds)))
  const each = (name: string) =>
    rounds.flatMap(({ cpuSeconds, work }) =>
      cpuSeconds?.[name] === undefined || !work ? [] : [(cpuSeconds[name] / work) * 1e6],
    )
  return Object.fromEntries([...names].map((name) => [name, median(each(name))]))
}
