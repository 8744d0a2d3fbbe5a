import type { KnownFace } from '../card/card-row.js'
import type { ProjectCard } from './project-card.dto.js'

/** A card as callers see it. */
export function presentCard(card: KnownFace): ProjectCard {
  const path = card.regionCodes.map((code, level) => ({ code, name: card.regionNames[level] ?? code }))
  const { code, name } = path.at(-1) ?? { code: '', name: '' }
  const { projectId, localCode, facilityKind, status, registerWord, stage, halt, procedure, cancelled } = card
  return {
    projectId,
    localCode,
    name: card.name,
    facilityKind,
    region: { code, name, path },
    ownerUnit: { id: card.ownerUnitId, name: card.ownerUnitName },
    status,
    registerWord,
    stage,
    halt,
    procedure,
    cancelled,
    physicalPercent: card.physicalPercent,
    lastReportOn: card.lastReportOn,
    lastInspectionOn: card.lastInspectionOn,
    approvedBudgetFen: card.approvedBudgetFen,
    allocatedFen: card.allocatedFen,
    inPlaceFen: card.inPlaceFen,
    committedFen: card.committedFen,
    certifiedFen: card.certifiedFen,
    disbursedFen: card.disbursedFen,
    refundedFen: card.refundedFen,
    paidFen: card.paidFen,
    agreedFen: card.agreedFen,
    completedInvestmentFen: card.completedInvestmentFen,
    paidPercent: card.paidPercent,
    gapPoints: card.gapPoints,
    plannedStartOn: card.plannedStartOn,
    needOn: card.needOn,
    startedOn: card.startedOn,
    worksCompleteOn: card.worksCompleteOn,
    inUseOn: card.inUseOn,
    plannedCompletionOn: card.plannedCompletionOn,
    forecastCompletionOn: card.forecastCompletionOn,
    firstForecastCompletionOn: card.firstForecastCompletionOn,
    slipDays: card.slipDays,
    capacity: card.capacity.map(({ kind, amount }) => ({ kind, amount })),
    openAlerts: { yellow: card.alertsYellow, red: card.alertsRed },
    registeredOn: card.registeredOn,
    knownOn: card.knownOn,
    updatedAt: card.updatedAt,
  }
}
