import { DisbursementPlanned } from '@zhuji/contracts'
import { given } from '@zhuji/testing'
import { besideActual } from './beside-actual.js'
import { type DisbursementPlan, disbursementPlanDecider, planDisbursement } from './disbursement-plan.js'

const projectId = '0198b9a0-0000-7000-8000-000000000001'
const bond = (month: string, amountFen: number) => ({ month, source: 'special-bond' as const, amountFen })
const own = (month: string, amountFen: number) => ({ month, source: 'own-funds' as const, amountFen })
const first = DisbursementPlanned({ projectId, planVersion: 1, months: [bond('2026-05', 40_00)] }, '2026-04-01')
const planning = (months: ReturnType<typeof bond | typeof own>[], reason?: string) => (plan: DisbursementPlan) =>
  planDisbursement(plan, { projectId, months, reason, occurredOn: '2026-04-01' }, { today: '2026-04-02' })

describe('a disbursement plan', () => {
  it('begins with version 1, and the same one told again is no new version', () => {
    given(disbursementPlanDecider)
      .when(planning([bond('2026-05', 40_00)]))
      .then([first])
    given(disbursementPlanDecider, [first])
      .when(planning([bond('2026-05', 40_00)]))
      .then([])
  })

  it('is followed by another version for a reason', () => {
    const months = [own('2026-07', 1_00), bond('2026-06', 20_00)]
    given(disbursementPlanDecider, [first])
      .when(planning(months))
      .thenRefused('plan-reason-missing', { planVersion: 1 })
    const second = { projectId, planVersion: 2, months: months.toReversed(), reason: '主体提前封顶' }
    given(disbursementPlanDecider, [first])
      .when(planning(months, '主体提前封顶'))
      .then([DisbursementPlanned(second, '2026-04-01')])
  })

  it('says of a month and source once how much', () => {
    given(disbursementPlanDecider)
      .when(planning([bond('2026-05', 1_00), own('2026-05', 1_00), bond('2026-05', 2_00)]))
      .thenRefused('month-planned-twice', { month: '2026-05', source: 'special-bond' })
  })
})

describe('a plan beside what was paid', () => {
  it('shows each month of either, by source and up to then', () => {
    const paid = [
      { month: '2026-06', source: 'special-bond', paidFen: 35_00 },
      { month: '2026-07', source: 'own-funds', paidFen: -5_00 },
    ]
    expect(besideActual([bond('2026-05', 40_00), bond('2026-06', 20_00), own('2026-06', 1_00)], paid)).toEqual([
      {
        month: '2026-05',
        plannedFen: 40_00,
        paidFen: 0,
        plannedToDateFen: 40_00,
        paidToDateFen: 0,
        sources: [{ source: 'special-bond', plannedFen: 40_00, paidFen: 0 }],
      },
      {
        month: '2026-06',
        plannedFen: 21_00,
        paidFen: 35_00,
        plannedToDateFen: 61_00,
        paidToDateFen: 35_00,
        sources: [
          { source: 'special-bond', plannedFen: 20_00, paidFen: 35_00 },
          { source: 'own-funds', plannedFen: 1_00, paidFen: 0 },
        ],
      },
      {
        month: '2026-07',
        plannedFen: 0,
        paidFen: -5_00,
        plannedToDateFen: 61_00,
        paidToDateFen: 30_00,
        sources: [{ source: 'own-funds', plannedFen: 0, paidFen: -5_00 }],
      },
    ])
  })
})
