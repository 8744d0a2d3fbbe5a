import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { gapDefinition, gapOf, isAhead, paidDefinition } from './gap.js'
import { rateDefinitions, rateIds, rateOf } from './rates.js'
import { attainmentDefinition, attainmentOf } from './target-line.js'
import { slipDays, slipDefinition } from './slip.js'
import { startMeasures } from './starts.js'

const sampled = <Value>(arbitrary: fc.Arbitrary<Value>): readonly Value[] =>
  fc.sample(arbitrary, { seed: 20_170_818, numRuns: 300 })
const fen = fc.integer({ min: 0, max: 1_000_000 })
const day = fc.integer({ min: 10, max: 28 }).map((on) => `2026-03-${on}`)
const known = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { freq: 4 })

const money = sampled(
  fc.record({ paidFen: fen, committedFen: fen, approvedBudgetFen: known(fen), physicalPercent: known(fc.nat(100)) }),
)
const promised = sampled(
  fc.record({
    firstPlannedCompletionOn: known(day),
    firstForecastCompletionOn: known(day),
    forecastCompletionOn: known(day),
    worksCompleteOn: known(day),
  }),
)
const member = fc.record({ projectId: fc.uuid(), amount: known(fen), reachedOn: known(day), dueOn: known(day) })
const lists = sampled(
  fc.record({
    terms: fc.record({
      isRate: fc.boolean(),
      base: known(fc.nat(100)),
      stretch: fc.nat(100),
      cutOffOn: day,
      period: fc.constant({ from: '2026-03-12', to: '2026-03-25' }),
    }),
    members: fc.array(member, { maxLength: 6 }),
  }),
)
const names = [...new Set(rateIds.flatMap((id) => [rateDefinitions[id].numerator, rateDefinitions[id].denominator]))]
const groups = sampled(fc.record(Object.fromEntries(names.map((name) => [name, fen]))))
const standing = fc.record({
  stage: fc.constantFrom('reserve', 'permit', 'start', 'in-use'),
  halt: fc.constant(null),
  procedure: fc.constant(null),
  cancelled: fc.boolean(),
  plannedStartOn: known(day),
} as const)

/** What the definitions made of the same inputs when their version was given. */
const OUTCOMES: Readonly<Record<string, string>> = {
  'attainment 1': '8d670cdba57930eb',
  'disbursement-rate 2': 'bcea32b90116dcd5',
  'gapPoints 1': 'b965271fd7dfff41',
  'in-place-rate 2': 'a53c4d1162f4923b',
  'in-use-rate 1': '136e5c7c9fbae92c',
  'investment-completion-rate 1': 'fc02a1eaf9801952',
  'paidPercent 1': 'c288b96bb6ae84a1',
  'slipDays 1': 'c7b26f41fec61e88',
  'start-rate 1': 'a71b011ed1a22e19',
  'start-rate-annual 1': 'de4829c84c8c2d8c',
  'startMeasures 1': 'ed6e21a78cf15298',
  'works-complete-rate 1': 'd08b02bb5b0cc7ca',
}

const outcomes: Readonly<Record<string, unknown>> = {
  [named(paidDefinition)]: money.map((inputs) => gapOf(inputs).paidPercent),
  [named(gapDefinition)]: money.map((inputs) => [gapOf(inputs).points, isAhead(gapOf(inputs), 30)]),
  [named(attainmentDefinition)]: lists.map(({ terms, members }) => attainmentOf(terms, members, '2026-03-20')),
  [named(slipDefinition)]: promised.map((inputs) => slipDays(inputs)),
  'startMeasures 1': sampled(standing).map((project) => startMeasures(project, '2026-03-20')),
  ...Object.fromEntries(
    rateIds.map((id) => [named({ id, ...rateDefinitions[id] }), groups.map((sums) => rateOf(id, sums))]),
  ),
}

function named({ id, version }: { readonly id: string; readonly version: number }): string {
  return `${id} ${version}`
}

it('what a figure comes to changes with the version of its definition only', () => {
  const hashes = Object.entries(outcomes).map(([name, outcome]) => [
    name,
    createHash('sha256').update(JSON.stringify(outcome)).digest('hex').slice(0, 16),
  ])
  // Another hash: raise the version of the definition, and note both here.
  expect(Object.fromEntries(hashes)).toEqual(OUTCOMES)
})
