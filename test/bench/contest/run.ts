import { type Contest, type Measurement, summaryOf, verdictOf } from './contest.js'
import type { Result } from './report.js'

/** Every contender once a round, in turn, after a round that warms up and is not counted where that makes a difference. */
export async function run(contest: Contest, rounds: number): Promise<Result> {
  const { name, title, unit, contenders, goals } = contest
  const measured = contenders.map((): Measurement[] => [])
  for (let round = contest.startsAnew ? 1 : 0; round <= rounds; round += 1) {
    for (const [index, contender] of contenders.entries()) {
      const measurement = await contender.measure()
      if (round > 0) measured[index]!.push(measurement)
    }
  }
  const summaries = contenders.map((contender, index) => summaryOf(contender, measured[index]!))
  return { name, title, unit, summaries, verdicts: goals.map((goal) => verdictOf(goal, summaries)) }
}
