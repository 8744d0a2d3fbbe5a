import { addMonths, type CalendarDate, type Fen } from '@zhuji/kernel'
import { commandOf, facilityId, idOf, knownOnOf, type SampleCommand } from './sample-command.js'
import { type SampleFacility, sampleFacilities, sourceAt } from './sample-facilities.js'
import { BUILDING_SHARE, plannedInvestment } from './sample-plan.js'

const sourceOf = (facility: SampleFacility) => sourceAt(sampleFacilities.indexOf(facility))

const AGREED_SHARE = 0.012
const PAID_SHARE = 0.004
const agreementId = idOf('agreement/supervision')

/** One agreement that several works pay for, the last of which joined it later, and how every facility's payments are planned. */
export function moneyHistory(today: CalendarDate): readonly SampleCommand[] {
  const told = (name: string, id: string, body: { readonly occurredOn: CalendarDate }): readonly SampleCommand[] =>
    body.occurredOn > today
      ? []
      : [{ service: 'funding', knownOn: knownOnOf(body.occurredOn, today), command: commandOf(name, id, body) }]
  const [last, ...first] = supervised.toSorted((one, other) => other.startMonth - one.startMonth)
  const agreement = {
    name: '学校建设项目监理服务协议',
    counterparty: '安徽某工程监理有限公司',
    amountFen: sum(first.map((facility) => shareOf(facility, AGREED_SHARE))),
    documentNumber: 'JL-0001',
    projectIds: first.map(facilityId),
    occurredOn: monthOn(today, first.at(-1)!.startMonth - 1),
  }
  const wider = {
    amountFen: shareOf(last!, AGREED_SHARE),
    addedProjectIds: [facilityId(last!)],
    documentNumber: 'JL-0001-01',
    reason: `增加${last!.name}`,
    occurredOn: monthOn(today, last!.startMonth - 1),
  }
  return [
    ...sampleFacilities.flatMap((facility) =>
      disbursementPlans(facility, today).flatMap((plan) => told('plan-disbursement', facilityId(facility), plan)),
    ),
    ...told('sign-agreement', agreementId, agreement),
    ...told('change-agreement', agreementId, wider),
  ]
}

/** The payment of this month, with each work's share of it. What several ledgers record together has its own route. */
export function agreementPayment(today: CalendarDate) {
  const fifth = `${today.slice(0, 7)}-05`
  const shares = supervised.map((facility) => ({
    projectId: facilityId(facility),
    amountFen: shareOf(facility, PAID_SHARE),
  }))
  const money = { amountFen: sum(shares.map(({ amountFen }) => amountFen)), source: sourceOf(supervised[0]!) }
  const documentNumber = `JL-${today.slice(0, 7)}`
  const body = { ...money, shares, documentNumber, occurredOn: fifth < today ? fifth : today, historical: true }
  return { path: `/api/v1/funding/agreements/${agreementId}/payments`, key: idOf(documentNumber), body }
}

/** Schools that are being built with money of one source: a payment comes from one. */
const supervised = sampleFacilities
  .filter(({ course, capacity, startMonth, needMonth }) => {
    const isBuilding = startMonth <= -5 && needMonth > 2
    return isBuilding && course.kind === 'steady' && capacity.kind === 'school-places'
  })
  .filter((facility, _place, [first]) => sourceOf(facility) === sourceOf(first!))
  .slice(0, 3)

/** With the works; works that take longer have them planned anew, with the reason. */
function disbursementPlans(facility: SampleFacility, today: CalendarDate) {
  const { startMonth, needMonth, budgetFen, course } = facility
  const start = monthOn(today, startMonth)
  const months = (needMonth - startMonth) * BUILDING_SHARE
  const planned = (duration: number) =>
    plannedInvestment(start, duration, budgetFen)
      .filter(({ amountFen }) => amountFen > 0)
      .map((month) => ({ ...month, source: sourceOf(facility) }))
  const first = { months: planned(months), occurredOn: addMonths(start, -2) }
  if (course.kind !== 'late') return [first]
  return [
    first,
    { months: planned(months * course.slower), reason: '工期顺延，支付相应后移', occurredOn: addMonths(start, 6) },
  ]
}

const monthOn = (today: CalendarDate, months: number): CalendarDate => addMonths(`${today.slice(0, 7)}-01`, months)
const shareOf = ({ budgetFen }: SampleFacility, part: number): Fen => Math.round((budgetFen * part) / 10_000) * 10_000
const sum = (amounts: readonly Fen[]): Fen => amounts.reduce((total, fen) => total + fen, 0)
