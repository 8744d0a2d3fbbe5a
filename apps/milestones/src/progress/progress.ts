import { type DataOf, type NewEvent, ProgressCorrected, ProgressReported } from '@zhuji/contracts'
import { refuse } from '@zhuji/kernel'
import type { Construction, Progress } from '../construction/construction.js'
import { type Occasion, record, refuseWhenCancelled } from '../construction/occasion.js'

type Report = DataOf<typeof ProgressReported>
export type ReportRequest = Pick<Report, 'physicalPercent' | 'completedInvestmentFen' | 'text' | 'evidence'>

/**
 * Takes a report of physical progress. The percent of a later day is never below that of an earlier one: a fall is a
 * correction with a reason. The completed investment is that of the period since the last report.
 */
export function reportProgress(
  construction: Construction,
  { physicalPercent, completedInvestmentFen, text, evidence }: ReportRequest,
  occasion: Occasion,
): readonly NewEvent[] {
  refuseWhenCancelled(occasion)
  const { projectId, occurredOn, fromHistory } = occasion
  const { progress } = construction
  if (progress && !fromHistory) refuseFall(progress, physicalPercent, occurredOn)
  refuseInexactSum(progress, completedInvestmentFen)
  const reportId = occasion.newId()
  const report = { projectId, reportId, physicalPercent, completedInvestmentFen, text, evidence }
  return record(construction, ProgressReported(report, occurredOn), occasion)
}

function refuseFall(progress: Progress, physicalPercent: number, occurredOn: string): void {
  const { physicalPercent: reportedPercent, reportedOn } = progress
  const figures = { reportedPercent, physicalPercent, reportedOn, occurredOn }
  if (occurredOn >= reportedOn && physicalPercent < reportedPercent) {
    refuse('progress-fell', { ...figures, correctWith: 'correct-progress' }, 'physicalPercent')
  }
  if (occurredOn < reportedOn && physicalPercent > reportedPercent) {
    refuse('progress-above-later-report', figures, 'physicalPercent')
  }
}

export interface CorrectionRequest {
  readonly physicalPercent: number
  /** The change of completed investment, up or down, in fen. */
  readonly completedInvestmentChangeFen?: number
  readonly reason: string
  /** The report the caller means; refused when another has become the latest meanwhile. */
  readonly reportId?: string
}

/** Corrects what the latest report says, up or down. A correction that changes nothing records nothing. */
export function correctProgress(
  construction: Construction,
  { physicalPercent, completedInvestmentChangeFen, reason, reportId }: CorrectionRequest,
  occasion: Occasion,
): readonly NewEvent[] {
  const { progress } = construction
  if (!progress) return refuse('no-report-to-correct')
  if (reportId !== undefined && reportId !== progress.reportId) {
    const { reportId: latestReportId, reportedOn } = progress
    refuse('report-not-latest', { reportId, latestReportId, reportedOn }, 'reportId')
  }
  const change = completedInvestmentChangeFen || undefined
  const { physicalPercent: previousPercent } = progress
  if (physicalPercent === previousPercent && change === undefined) return []
  refuseInexactSum(progress, change)
  refuseNegativeSum(progress, change ?? 0)
  const correction = {
    projectId: occasion.projectId,
    reportId: progress.reportId,
    previousPercent,
    physicalPercent,
    completedInvestmentChangeFen: change,
    reason,
  }
  return record(construction, ProgressCorrected(correction, occasion.occurredOn), occasion)
}

function refuseNegativeSum({ completedInvestmentFen }: Progress, changeFen: number): void {
  if ((completedInvestmentFen ?? 0) + changeFen >= 0) return
  refuse('completed-investment-negative', { completedInvestmentFen, changeFen }, 'completedInvestmentChangeFen')
}

/** Beyond the exact integers the sum would silently be wrong. */
function refuseInexactSum(progress: Progress | null, amountFen: number | undefined): void {
  const completedInvestmentFen = progress?.completedInvestmentFen ?? 0
  if (amountFen === undefined || Number.isSafeInteger(completedInvestmentFen + amountFen)) return
  refuse('completed-investment-too-large', { completedInvestmentFen, amountFen }, 'completedInvestmentFen')
}
