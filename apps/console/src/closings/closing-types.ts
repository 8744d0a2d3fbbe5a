import type { Term } from '@zhuji/contracts'

/** How a bulletin divides a figure. */
export const groupings = ['total', 'region', 'facility-group', 'facility-kind'] as const

export interface Cut {
  readonly asOf: string
  readonly knownOn: string
  readonly logs: readonly { readonly service: string; readonly checkpoint: number; readonly position: number }[]
}

export interface ClosedMonth {
  readonly month: string
  readonly cut: Cut
  readonly closedAt: string
  readonly closedBy: string
}

export interface LateFact {
  readonly eventId: string
  readonly what: Term
  readonly projectId: string
  readonly project: string
  readonly occurredOn: string
  readonly knownOn: string
}

export interface Move extends LateFact {
  readonly adds: { readonly numerator: number; readonly denominator: number; readonly projects: number }
}

export interface FigureValue {
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  readonly unknown: number
}

export interface Difference {
  readonly figure: string
  readonly name: Term
  readonly before: FigureValue
  readonly after: FigureValue
  readonly events: readonly Move[]
}

export interface Restatements {
  readonly cut: Cut
  readonly facts: readonly LateFact[]
  readonly differences: readonly (Difference & { readonly unit: string })[]
}

export interface IssueHead {
  readonly number: number
  readonly month: string
  readonly sha256: string
  readonly issuedOn: string
  readonly previousNumber?: number
}

export interface BulletinPart {
  readonly figure: string
  readonly by: (typeof groupings)[number]
}

export interface TargetLineRef {
  readonly programmeId: string
  readonly lineId: string
}

export interface BulletinDefinition {
  readonly bulletinId: string
  readonly version: number
  readonly title: Term
  readonly filters: { readonly region?: string; readonly facilityGroup?: string; readonly facilityKind?: string }
  readonly parts: readonly BulletinPart[]
  readonly lines: readonly TargetLineRef[]
}

export interface BulletinHead {
  readonly definition: BulletinDefinition
  readonly issues: readonly IssueHead[]
}

export interface PublishedIssue extends Omit<IssueHead, 'issuedOn'> {
  readonly issuedAt: string
  readonly issuedBy: string
  readonly document: string
}

export interface Part {
  readonly figure: string
  readonly by: string
  readonly name: Term
  readonly unit: string
  /** Of numerator and denominator. */
  readonly partsUnit: string
  readonly rule: { readonly figure: string; readonly version: number; readonly denominatorIs: string | null }
  readonly rows: readonly (FigureValue & { readonly place: string; readonly placeName: Term })[]
}

export interface DocumentLine {
  readonly programme: string
  readonly target: {
    readonly version: number
    readonly lineId: string
    readonly measure: string
    readonly verb: string
    readonly unit: string
    readonly cutOffOn: string
  }
  readonly projects: number
  readonly figures: {
    readonly value: number | null
    readonly base: {
      readonly target: number | null
      readonly attainmentPercent: number | null
      readonly excess: number | null
    }
  }
}

export interface LineDifference {
  readonly programmeId: string
  readonly lineId: string
  readonly before: DocumentLine
  readonly after: DocumentLine
  readonly events: readonly LateFact[]
}

/** What `document` of an issue says. */
export interface BulletinDocument {
  readonly bulletin: {
    readonly title: Term
    readonly version: number
    readonly filters: { readonly regionName?: string }
  }
  readonly number: number
  readonly month: string
  readonly cut: Cut
  readonly restates: { readonly number: number; readonly reason: string } | null
  readonly parts: readonly Part[]
  readonly lines: readonly DocumentLine[]
  readonly differences: readonly (Difference & { readonly by: string; readonly placeName: Term })[] | null
  readonly lineDifferences: readonly LineDifference[] | null
}
