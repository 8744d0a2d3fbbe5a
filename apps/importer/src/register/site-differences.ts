import { type CommandDraft, reasons, toMilestones } from './command-draft.js'
import type { Known } from './known.js'
import type { RegisterRow } from './register-row.js'

/** Registers carry percentages with two decimals; a difference up to half of the last one is rounding, not a fact. */
const PERCENT_TOLERANCE = 0.005

export function progressDifferences({ physicalPercent }: RegisterRow, known: Known, knownOn: string): CommandDraft[] {
  const before = known.construction?.physicalPercent ?? undefined
  if (physicalPercent === undefined) return []
  if (before === undefined || physicalPercent - before > PERCENT_TOLERANCE) {
    return [toMilestones('report-progress', { physicalPercent, occurredOn: knownOn })]
  }
  if (before - physicalPercent <= PERCENT_TOLERANCE) return []
  return [toMilestones('correct-progress', { physicalPercent, reason: reasons.fell, occurredOn: knownOn })]
}

export function forecastDifferences(
  { forecastCompletionOn }: RegisterRow,
  known: Known,
  knownOn: string,
): CommandDraft[] {
  const before = known.construction?.forecasts.find(({ milestone }) => milestone === 'works-complete')?.forecastOn
  if (forecastCompletionOn === undefined || forecastCompletionOn === before) return []
  return [
    toMilestones('revise-forecast', {
      milestone: 'works-complete',
      forecastOn: forecastCompletionOn,
      occurredOn: knownOn,
    }),
  ]
}

const FINDING_UNKNOWN = '未注明 / not stated'

/** An inspection later than the last known one, or another finding of the same day. */
export function inspectionDifferences({ inspectedOn, inspectionFinding }: RegisterRow, known: Known): CommandDraft[] {
  if (inspectedOn === undefined) return []
  const last = known.construction?.lastInspectionOn ?? null
  const isOtherFinding = inspectionFinding !== undefined && inspectionFinding !== known.construction?.lastFinding
  const isNews = last === null || inspectedOn > last || (inspectedOn === last && isOtherFinding)
  if (!isNews) return []
  return [toMilestones('inspect-work', { finding: inspectionFinding ?? FINDING_UNKNOWN, occurredOn: inspectedOn })]
}
