import fc from 'fast-check'
import {
  AlertCleared,
  AlertRaised,
  MilestoneCorrected,
  PackageUnbundled,
  PlanAdopted,
  ProgressCorrected,
  ProjectCancelled,
  type NewEvent,
} from '@zhuji/contracts'
import {
  anyId,
  expects,
  posted,
  reached,
  recorded,
  registered,
  reported,
  retenders,
  stops,
} from '../told-facts/told.features.js'
import { unknownCard } from './card.js'
import { foldCard } from './fold-card.js'
import { pastOf, retold, tellsThePast } from './told-past.js'

const projectId = anyId()
const given = (...events: NewEvent[]) => events.map((event) => recorded(event)).reduce(foldCard, unknownCard(projectId))
const isFunding = ({ source }: { readonly source: string }) => source === 'funding'
const works = (forecast: string) => expects(projectId, forecast)
const cause = {
  pack: 'national-baseline',
  packVersion: 1,
  rule: 'funds-ahead-of-work',
  measure: 'funds-ahead-of-work' as const,
  subject: 'gap',
  targetOn: null,
  cutOffOn: '2017-04-06',
  figures: {},
  because: [],
}

describe('the card of a project', () => {
  it('is hidden until the registry has told of it, and keeps what others told before', () => {
    const stub = given(reported(projectId, 40))
    expect(stub).toMatchObject({ registered: false, physicalPercent: 40 })
    expect(foldCard(stub, recorded(registered(projectId)))).toMatchObject({ registered: true, physicalPercent: 40 })
  })

  it('shows payments ahead of the work in points of the agreed amount', () => {
    const card = given(
      registered(projectId, { approvedBudgetFen: 124_777_462 }),
      reported(projectId, 64.97),
      posted(projectId, { disbursement: 24_955_492 }),
      posted(projectId, { disbursement: 37_433_239 }),
      posted(projectId, { disbursement: 62_388_731 }),
    )
    expect(card).toMatchObject({ paidPercent: 100, gapPoints: 35.03, disbursedFen: 124_777_462 })
  })

  it('compares with the commitment where no budget is known, and with nothing where neither is', () => {
    const paid = [posted(projectId, { disbursement: 50 }), reported(projectId, 20)] as const
    expect(given(...paid)).toMatchObject({ paidPercent: null, gapPoints: null })
    expect(given(posted(projectId, { commitment: 200 }), ...paid)).toMatchObject({ paidPercent: 25, gapPoints: 5 })
  })

  it('takes a reversal out of the sum of what it reverses, and a refund off what is paid', () => {
    const reverses = { entryId: anyId(), entry: 'disbursement' as const }
    const card = given(
      registered(projectId, { approvedBudgetFen: 1000 }),
      posted(projectId, { disbursement: 500 }),
      posted(projectId, { disbursement: 300 }),
      posted(projectId, { reversal: 300 }, { reverses }),
      posted(projectId, { refund: 100 }),
    )
    expect(card).toMatchObject({ disbursedFen: 500, refundedFen: 100, paidPercent: 40 })
    expect(card.detail.sources['national-education-fund']).toEqual({ disbursedFen: 500, refundedFen: 100 })
  })

  it('knows no completed investment until a report names one', () => {
    expect(given(reported(projectId, 10)).completedInvestmentFen).toBeNull()
    const report = reported(projectId, 10, { completedInvestmentFen: 100 })
    const corrected = ProgressCorrected(
      {
        projectId,
        reportId: (report.data as { reportId: string }).reportId,
        previousPercent: 10,
        physicalPercent: 8,
        completedInvestmentChangeFen: -20,
        reason: '复核',
      },
      '2017-05-01',
    )
    expect(given(report, corrected)).toMatchObject({
      completedInvestmentFen: 80,
      physicalPercent: 8,
      lastReportOn: '2017-04-06',
    })
  })

  it('counts the slip from the first promise, so that a new baseline does not hide it', () => {
    expect(given(works('2015-12-31')).slipDays).toBe(0)
    expect(given(works('2015-12-31'), works('2018-01-11')).slipDays).toBe(742)
    const plan = (version: number, plannedOn: string) =>
      PlanAdopted(
        {
          projectId,
          baselineVersion: version,
          template: 'school',
          steps: [{ milestone: 'works-complete', plannedOn }],
          reason: '调整',
        },
        '2017-04-06',
      )
    const card = given(plan(1, '2016-01-01'), plan(2, '2017-01-01'), works('2017-01-31'))
    expect(card).toMatchObject({ plannedCompletionOn: '2017-01-01', slipDays: 396 })
    expect(given().slipDays).toBeNull()
  })

  it('forgets the day of a milestone that was not reached after all', () => {
    const taken = MilestoneCorrected(
      { projectId, milestone: 'start', previousOn: '2017-01-02', reachedOn: null, reason: '误报' },
      '2017-02-01',
    )
    const card = given(reached(projectId, 'start', '2017-01-02'), taken)
    expect(card.startedOn).toBeNull()
    expect(card.detail.milestones.start).toEqual({})
  })

  it('shows the procedure as an older register would, and keeps the halted site behind it', () => {
    const card = given(
      reached(projectId, 'structure', '2012-11-20'),
      stops(projectId, '2015-12-31'),
      retenders(projectId, '2017-08-18'),
    )
    expect(card).toMatchObject({ status: 'halted', registerWord: 'retendering', halt: 'stopped', stage: 'structure' })
    const cancelled = ProjectCancelled({ projectId, reason: '调整' }, '2017-05-01')
    expect(foldCard(card, recorded(cancelled))).toMatchObject({ status: 'cancelled', registerWord: 'cancelled' })
  })

  it('counts each light once and forgets it when it is out', () => {
    const alertId = anyId()
    const on = AlertRaised({ projectId, alertId, severity: 'red', cause }, '2017-04-06')
    expect(given(on, on)).toMatchObject({ alertsRed: 1, alertsYellow: 0 })
    expect(given(on, AlertCleared({ projectId, alertId, cause }, '2017-04-07'))).toMatchObject({ alertsRed: 0 })
  })
})

describe('what was known on past days', () => {
  const days = ['2017-04-06', '2017-08-18', '2018-05-24'] as const
  const anyFact = fc.tuple(fc.nat(100), fc.constantFrom(...days))

  it('is the fold of the facts known by then, in whatever order the days are told', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 12 }), (told) => {
        const facts = told.map(([percent, knownOn]) => recorded(reported(projectId, percent), { knownOn }))
        const { timeline } = pastOf(projectId, facts)
        for (const day of days) {
          const known = facts.filter((fact) => fact.knownOn <= day).reduce(foldCard, unknownCard(projectId))
          const row = timeline.filter(({ knownOn }) => knownOn <= day).at(-1)
          expect(row?.card.physicalPercent ?? null).toBe(known.physicalPercent)
        }
      }),
      { numRuns: 100 },
    )
  })

  const anyTold = fc.tuple(fc.constantFrom('milestones', 'funding'), anyFact)
  const factsOf = (told: readonly (readonly [string, readonly [number, string]])[]) =>
    told.map(([log, [amount, knownOn]]) =>
      recorded(log === 'milestones' ? reported(projectId, amount) : posted(projectId, { disbursement: amount }), {
        knownOn,
      }),
    )

  it.each([
    ['each log tells its days in their order', true],
    ['a log goes back in its days', false],
  ])('is the same card whatever came before it, also when %s', (_, inOrder) => {
    fc.assert(
      fc.property(
        fc.array(anyTold, { maxLength: 10 }),
        fc.array(anyTold, { minLength: 1, maxLength: 6 }),
        (one, two) => {
          const all = factsOf([...one, ...two])
          const days = all.map(({ knownOn }) => knownOn).toSorted()
          const facts = inOrder ? all.map((fact, place) => ({ ...fact, knownOn: days[place]! })) : all
          const [earlier, more] = [facts.slice(0, one.length), facts.slice(one.length)]
          // The other log may always come late.
          const late = inOrder ? [...more.filter(isFunding), ...more.filter((fact) => !isFunding(fact))] : more
          const { before, after } = retold(projectId, earlier, late)
          expect(before.timeline).toEqual(pastOf(projectId, earlier).timeline)
          const expected = [...new Set(facts.map(({ knownOn }) => knownOn))].toSorted().map((knownOn) => ({
            knownOn,
            card: [...earlier, ...late]
              .filter((fact) => fact.knownOn <= knownOn)
              .reduce(foldCard, unknownCard(projectId)),
          }))
          expect(after.timeline).toEqual(expected)
        },
      ),
    )
  })

  it('must be told anew when an older day arrives', () => {
    const [first, second] = days.map((knownOn) => recorded(reported(projectId, 1), { knownOn }))
    expect(tellsThePast(undefined, [first!, second!])).toBe(false)
    expect(tellsThePast(undefined, [second!, first!])).toBe(true)
  })
})

it('a package that was taken apart keeps its money, and of its budget and capacity what the parts left', () => {
  const left = { approvedBudgetFen: 0, capacity: [] }
  const card = given(
    registered(projectId, { approvedBudgetFen: 100_00, capacity: [{ kind: 'school-places', amount: 900 }] }),
    posted(projectId, { disbursement: 5_00 }),
    PackageUnbundled({ projectId, partIds: [anyId(), anyId()], reason: '按校区分别建设', left }, '2017-05-01'),
  )
  expect(card).toMatchObject({ approvedBudgetFen: 0, capacity: [], disbursedFen: 5_00, gapPoints: null })
  expect(card.unbundled).toBe(true)
})
