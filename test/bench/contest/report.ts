import { type Contest, median, type Summary, type Verdict } from './contest.js'

export interface Result {
  readonly name: string
  readonly title: string
  readonly unit: string
  readonly summaries: readonly Summary[]
  readonly verdicts: readonly Verdict[]
}

/** A table for people: one line for each contender, one for each further figure, one for each goal. */
export function reportOf({ title, unit }: Pick<Contest, 'title' | 'unit'>, result: Result): string {
  const head = `## ${title}\n\n| | ${unit} | ± | p50 ms | p99 ms | CPU µs each |\n|---|---|---|---|---|---|`
  const lines = result.summaries.map(({ name, perSecond, spread, p50Ms, p99Ms, cpuMicrosecondsEach }) => {
    const cpu = Object.entries(cpuMicrosecondsEach).map(([process, each]) => `${process} ${each.toFixed(0)}`)
    const cells = [name, whole(perSecond), `${(spread * 100).toFixed(0)} %`, ms(p50Ms), ms(p99Ms), cpu.join(', ')]
    return `| ${cells.join(' | ')} |`
  })
  const figures = result.summaries.flatMap(figureLines)
  return [head, ...lines, '', ...figures, ...result.verdicts.map(verdictLine), ''].join('\n')
}

/** What the table above has no column for. */
function figureLines({ name, figures }: Summary): readonly string[] {
  const further = Object.entries(figures).filter(([figure]) => figure !== 'p50Ms' && figure !== 'p99Ms')
  if (further.length === 0) return []
  const rows = further.map(([figure, rounds]) => `| ${figure} | ${shown([median(rounds)])} | ${shown(rounds)} |`)
  return [`| ${name} | median | rounds |`, '|---|---|---|', ...rows, '']
}

function verdictLine(verdict: Verdict): string {
  const { id, ours, reached, met, rounds, reproduced } = verdict
  const claim =
    'most' in verdict
      ? `${ours}, ${verdict.figure}: ${shown([reached])}${times(verdict.against)} (goal: at most ${verdict.most})`
      : `${ours} is ${shown([reached])}${times(verdict.against)} (goal ${verdict.ratio})`
  const doubt = reproduced ? '' : '; the rounds disagree, run it again on a quieter machine'
  return `- ${id}: ${claim}: ${met ? 'reached' : 'not reached'}; rounds ${shown(rounds)}${doubt}`
}

const times = (against?: string) => (against === undefined ? '' : ` × ${against}`)
const shown = (values: readonly number[]) => values.map((value) => value.toFixed(2)).join(', ')
const whole = (value: number) => (value < 10 ? value.toFixed(2) : Math.round(value).toLocaleString('en'))
const ms = (value: number | undefined) => (value === undefined ? '' : value.toFixed(1))
