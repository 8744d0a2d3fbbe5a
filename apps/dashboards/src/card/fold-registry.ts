import {
  changesAfter,
  CustodyMoved,
  type DataOf,
  PackageUnbundled,
  ProjectCancelled,
  ProjectDetailsRevised,
  ProjectRegistered,
  ProjectReinstated,
} from '@zhuji/contracts'
import type { CalendarDate } from '@zhuji/kernel'
import type { Card, CardDetail } from './card.js'
import type { Fact } from './fact.js'

type Registered = DataOf<typeof ProjectRegistered>
type Changes = DataOf<typeof ProjectDetailsRevised>['changes']

export function foldRegistry(card: Card, fact: Fact): Card {
  switch (fact.type) {
    case ProjectRegistered.type: {
      const data = fact.data as Registered
      return {
        ...withDetails(card, data),
        registered: true,
        localCode: data.localCode,
        ownerUnitId: data.ownerUnit.id,
        ownerUnitName: data.ownerUnit.name,
        registeredOn: fact.occurredOn,
      }
    }
    case ProjectDetailsRevised.type:
      return withRevision(card, (fact.data as DataOf<typeof ProjectDetailsRevised>).changes, fact.occurredOn)
    case PackageUnbundled.type:
      return {
        ...withRevision(card, (fact.data as DataOf<typeof PackageUnbundled>).left, fact.occurredOn),
        unbundled: true,
      }
    case CustodyMoved.type: {
      const { toUnit, responsiblePerson } = fact.data as DataOf<typeof CustodyMoved>
      const detail = responsiblePerson === undefined ? card.detail : { ...card.detail, responsiblePerson }
      return { ...card, ownerUnitId: toUnit.id, ownerUnitName: toUnit.name, detail }
    }
    case ProjectCancelled.type:
      return { ...card, cancelled: true }
    case ProjectReinstated.type:
      return { ...card, cancelled: false }
    default:
      return card
  }
}

function withRevision(card: Card, told: Changes, on: CalendarDate): Card {
  const { changes, revisedOn } = changesAfter(card.detail.revisedOn ?? {}, told, on)
  const revised = withDetails(card, changes)
  return { ...revised, detail: { ...revised.detail, revisedOn } }
}

/** Only the fields that are given change. */
function withDetails(card: Card, given: Changes): Card {
  return {
    ...card,
    name: given.name ?? card.name,
    facilityKind: given.facilityKind ?? card.facilityKind,
    construction: given.construction ?? card.construction,
    regionCodes: given.regionPath?.map((region) => region.code) ?? card.regionCodes,
    regionNames: given.regionPath?.map((region) => region.name) ?? card.regionNames,
    capacity: given.capacity ?? card.capacity,
    agreement: given.agreement ?? card.agreement,
    approvedBudgetFen: given.approvedBudgetFen ?? card.approvedBudgetFen,
    needOn: given.needOn ?? card.needOn,
    reportEveryDays: given.reportEveryDays ?? card.reportEveryDays,
    detail: detailOf(card.detail, given),
  }
}

const detailNames = [
  'nationalCodes',
  'address',
  'place',
  'responsiblePerson',
  'supervisingUnit',
  'estimateFen',
  'parentProjectId',
  'phase',
] as const satisfies readonly (keyof CardDetail & keyof Changes)[]

function detailOf(detail: CardDetail, given: Changes): CardDetail {
  const named = detailNames.filter((name) => given[name] !== undefined)
  const { plannedStartOn: registeredStartOn } = given
  if (named.length === 0 && registeredStartOn === undefined) return detail
  const start = registeredStartOn === undefined ? {} : { registeredStartOn }
  return { ...detail, ...start, ...Object.fromEntries(named.map((name) => [name, given[name]])) }
}
