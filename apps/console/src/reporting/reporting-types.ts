import type { ReportingStatus, RhythmKind } from '@zhuji/contracts'

export interface AskedRhythm {
  readonly kind: RhythmKind
  readonly weekday?: number
  readonly byDay?: number
  readonly days?: number
  readonly needsPhotos: boolean
  readonly programmeId: string | null
  readonly programmeName: string | null
  readonly programmeVersion: number | null
}

export interface ReportingCounts {
  readonly due: number
  readonly reported: number
  readonly unchanged: number
  readonly withoutPhotos: number
  readonly silent: number
}

export interface ReportingPeriod {
  readonly from: string
  readonly dueOn: string
  readonly status: ReportingStatus
  /** Who asks; null where the register does. */
  readonly programmeId: string | null
  readonly programmeName: string | null
  readonly programmeVersion: number | null
  readonly reportedOn: string | null
  readonly physicalPercent: number | null
}

interface ReportingHead {
  readonly projectId: string
  /** One of each who asks on the day that is shown. */
  readonly asked: readonly AskedRhythm[]
  readonly counts: ReportingCounts
  readonly status: ReportingStatus | null
  readonly dueOn: string | null
  /** Who waits for that report. */
  readonly dueFor: AskedRhythm | null
  readonly missed: number
  readonly lastReportOn: string | null
  readonly physicalPercent: number | null
}

export interface ProjectReporting extends ReportingHead {
  readonly isUnderWay: boolean
  readonly days: { readonly asOf: string }
  readonly periods: readonly ReportingPeriod[]
}

export interface ListedReporting extends ReportingHead {
  readonly localCode: string
  readonly name: string
}

export interface ReportingList {
  readonly days: { readonly asOf: string }
  readonly counts: ReportingCounts & { readonly projects: number; readonly notAsked: number }
  readonly items: readonly ListedReporting[]
  readonly next: string | null
}
