import { type CapacityKind, capacityKindIds } from '@zhuji/contracts'
import { type FigureSums, type Rate, rateIds, rateOf } from '@zhuji/figures'
import { CAPACITY_SCALE } from './measures.js'

/** The sums of one group of projects, with the figures that follow from them. Amounts in fen. */
export interface Cell {
  readonly projects: number
  readonly cancelled: number
  readonly capacity: readonly { readonly kind: CapacityKind; readonly planned: number; readonly delivered: number }[]
  readonly plannedFen: number
  readonly allocatedFen: number
  readonly inPlaceFen: number
  readonly committedFen: number
  readonly certifiedFen: number
  readonly disbursedFen: number
  readonly refundedFen: number
  readonly paidFen: number
  readonly completedInvestmentFen: number
  readonly started: number
  readonly dueToStart: number
  readonly worksComplete: number
  readonly inUse: number
  readonly halted: number
  readonly openAlerts: { readonly yellow: number; readonly red: number }
  /** Projects that are not cancelled and whose input is not known. */
  readonly unknown: Readonly<Record<string, number>>
  readonly figures: readonly Rate[]
}

export function cellOf(sums: FigureSums): Cell {
  const of = (name: string) => sums[name] ?? 0
  return {
    projects: of('projects'),
    cancelled: of('cancelledProjects'),
    capacity: capacityOf(sums),
    plannedFen: of('plannedFen'),
    allocatedFen: of('allocatedFen'),
    inPlaceFen: of('inPlaceFen'),
    committedFen: of('committedFen'),
    certifiedFen: of('certifiedFen'),
    disbursedFen: of('disbursedFen'),
    refundedFen: of('refundedFen'),
    paidFen: of('paidFen'),
    completedInvestmentFen: of('completedInvestmentFen'),
    started: of('started'),
    dueToStart: of('dueProjects'),
    worksComplete: of('worksComplete'),
    inUse: of('inUse'),
    halted: of('halted'),
    openAlerts: { yellow: of('alertsYellow'), red: of('alertsRed') },
    unknown: {
      budget: of('unknownBudget'),
      physical: of('unknownPhysical'),
      completedInvestment: of('unknownInvestment'),
      plannedStart: of('unknownPlannedStart'),
      forecast: of('unknownForecast'),
    },
    figures: rateIds.map((id) => rateOf(id, sums)),
  }
}

function capacityOf(sums: FigureSums): Cell['capacity'] {
  return capacityKindIds.flatMap((kind) => {
    const planned = (sums[`planned:${kind}`] ?? 0) / CAPACITY_SCALE
    const delivered = (sums[`delivered:${kind}`] ?? 0) / CAPACITY_SCALE
    return planned === 0 && delivered === 0 ? [] : [{ kind, planned, delivered }]
  })
}
