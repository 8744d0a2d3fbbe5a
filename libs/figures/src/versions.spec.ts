import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { dueRates } from './due-rates.js'
import { gapDefinition, gapOf, isAhead, paidDefinition } from './gap.js'
import { idleBucketOf, idleFundsDefinition, idleLots } from './idle-funds.js'
import { courseFigures } from './project-figures.js'
import { rateDefinitions, rateIds, rateOf } from './rates.js'
import { referenceClassDefinition, referenceClassOf } from './reference-class.js'
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
const courses = sampled(
  fc.record({
    day: day.map((on) => on.replace('03', '05')),
    budgetFen: known(fen),
    physicalPercent: known(fc.nat(100)),
    certifiedFen: known(fen),
    plan: fc.array(fc.record({ month: fc.constantFrom('2026-03', '2026-04', '2026-07'), amountFen: fen }), {
      maxLength: 4,
    }),
    completedOfYearFen: known(fen),
    worksCompleteOn: fc.option(day, { freq: 2 }),
  }),
)
const pots = sampled(fc.tuple(fc.array(fc.record({ inPlaceOn: day, fen }), { maxLength: 5 }), fen))
const days = fc.integer({ min: 0, max: 900 })
const works = sampled(fc.array(fc.record({ plannedDays: days, actualDays: days }), { minLength: 5, maxLength: 15 }))
const standing = fc.record({
  stage: fc.constantFrom('reserve', 'permit', 'start', 'in-use'),
  halt: fc.constant(null),
  procedure: fc.constant(null),
  cancelled: fc.boolean(),
  plannedStartOn: known(day),
  takenOverOn: fc.option(day, { freq: 2 }),
  unbundled: fc.boolean(),
} as const)

const due = sampled(
  fc.record({
    stage: fc.constantFrom('permit', 'start', 'works-complete', 'in-use'),
    halt: fc.constant(null),
    procedure: fc.constant(null),
    cancelled: fc.boolean(),
    plannedStartOn: known(day),
    takenOverOn: fc.option(day, { freq: 2 }),
    startedOn: known(day.map((on) => on.replace('03', '02'))),
    plannedCompletionOn: known(day),
    firstPlannedCompletionOn: known(day),
    worksCompleteOn: known(day),
    needOn: known(day),
    inStatisticsOn: known(day),
    completedInvestmentFen: known(fen),
    investmentByYear: fc.record(
      { 2026: fc.record({ plannedFen: fen, completedFen: fen }, { requiredKeys: [] }) },
      { requiredKeys: [] },
    ),
    unbundled: fc.boolean(),
  } as const),
)

/** What the definitions made of the same inputs when their version was given. */
const OUTCOMES: Readonly<Record<string, string>> = {
  'actual-cost 1': '29ace928daaa4050',
  'attainment 1': '8d670cdba57930eb',
  'cost-performance 1': '4773ff9d1aede6e3',
  'cost-variance 1': 'd30f5426886f690a',
  'disbursement-rate 2': 'bcea32b90116dcd5',
  'disbursement-rate-allocated 1': 'cb87efc03bee385c',
  'earned-schedule 1': '6126dbef3ac58664',
  'earned-value 1': '3f69fc23aa1c1c6c',
  'estimate-at-completion 1': '4e2ccffa1f880d4a',
  'estimated-duration 1': 'd5ee0f70cd723147',
  'gapPoints 1': 'b965271fd7dfff41',
  'idle-funds 1': '83fb3f110ef55015',
  'in-place-rate 2': 'a53c4d1162f4923b',
  'in-statistics-rate-annual 2': '8521c008be3b89e4',
  'in-statistics-rate-due 2': 'fb986e6d1dc7d558',
  'in-use-rate 2': '4c8b881e0468ccf2',
  'in-use-rate-annual 2': 'e114a38f07b4d09f',
  'in-use-rate-due 2': '733661813a03d730',
  'investment-completion-rate 1': 'fc02a1eaf9801952',
  'investment-completion-rate-annual 1': '5f9381ee9e9f30fe',
  'on-time-rate-annual 2': '7ea5c876978928c3',
  'on-time-rate-due 2': 'b664baeb72dcfd73',
  'paidPercent 1': 'c288b96bb6ae84a1',
  'planned-value 1': '0d4cd3a1e8427543',
  'reference-class 1': '118002cd8dbd1f32',
  'schedule-performance 1': '8350f2fa576660ca',
  'schedule-performance-time 1': '7ca282e6ba32d9fe',
  'schedule-variance 1': '103a97386d40ae87',
  'slipDays 1': 'c7b26f41fec61e88',
  'start-rate 3': 'f5acdc67f09a0451',
  'start-rate-annual 3': 'a102f28cb7e4fa54',
  'startMeasures 3': '4ef2873dfb2867e3',
  'time-difference 1': 'c298286b4ac97262',
  'time-progress 1': 'b51fcdd9ab1c5277',
  'time-ratio 1': '6deab207c6a18dbc',
  'works-complete-rate 2': '2ae6388ae24c9efe',
  'works-complete-rate-annual 2': '3193ddda06edc965',
  'works-complete-rate-due 2': '74c8cabeaa59e67a',
}

const outcomes: Readonly<Record<string, unknown>> = {
  [named(paidDefinition)]: money.map((inputs) => gapOf(inputs).paidPercent),
  [named(gapDefinition)]: money.map((inputs) => [gapOf(inputs).points, isAhead(gapOf(inputs), 30)]),
  [named(attainmentDefinition)]: lists.map(({ terms, members }) => attainmentOf(terms, members, '2026-03-20')),
  [named(slipDefinition)]: promised.map((inputs) => slipDays(inputs)),
  'startMeasures 3': sampled(standing).map((project) => startMeasures(project, '2026-03-20')),
  [named(idleFundsDefinition)]: pots.map(([cameIn, left]) =>
    idleLots(cameIn, left).map(({ inPlaceOn, fen: rest }) => [idleBucketOf(inPlaceOn, '2026-05-01'), rest]),
  ),
  [named(referenceClassDefinition)]: works.map((completed) => referenceClassOf(completed)),
  ...Object.fromEntries(dueRates.map((rate) => [named(rate), due.map((project) => rate.of(project, '2026-03-20'))])),
  ...Object.fromEntries(courseFigures.map((figure) => [named(figure), courses.map((inputs) => figure.of(inputs))])),
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
