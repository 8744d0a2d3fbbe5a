import type { Contest, Summary, Verdict } from './contest.js'

export interface Result {
  readonly name: string
  readonly title: string
  readonly unit: string
  readonly summaries: readonly Summary[]
  readonly verdicts: readonly Verdict[]
}

/** A table for people: one line for each contender, one for each goal. */
export function reportOf({ title, unit }: Pick<Contest, 'title' | 'unit'>, result: Result): string {
  const head = `## ${title}\n\n| | ${unit} | ± | p50 ms | p99 ms | CPU µs each |\n|---|---|---|---|---|---|`
  const lines = result.summaries.map(({ name, perSecond, spread, p50Ms, p99Ms, cpuMicrosecondsEach }) => {
    const cpu = Object.entries(cpuMicrosecondsEach).map(([process, each]) => `${process} ${each.toFixed(0)}`)
    const cells = [name, whole(perSecond), `${(spread * 100).toFixed(0)} %`, ms(p50Ms), ms(p99Ms), cpu.join(', ')]
    return `| ${cells.join(' | ')} |`
  })
  return [head, ...lines, '', ...result.verdicts.map(verdictLine), ''].join('\n')
}

function verdictLine({ id, ours, against, ratio, reached, met, rounds, reproduced }: Verdict): string {
  const shown = rounds.map((each) => each.toFixed(2)).join(', ')
  const doubt = reproduced ? '' : '; the rounds disagree, run it again on a quieter machine'
  return `- ${id}: ${ours} is ${reached.toFixed(2)} × ${against} (goal ${ratio}): ${met ? 'reached' : 'not reached'}; rounds ${shown}${doubt}`
}

const whole = (value: number) => Math.round(value).toLocaleString('en')
const ms = (value: number | undefined) => (value === undefined ? '' : value.toFixed(1))
