/** What the dashboards say of programmes; amounts in the unit of the line. */
export interface ProgrammeHead {
  readonly programmeId: string
  readonly name: string
  readonly issuer: { readonly name: string }
  readonly period: { readonly from: string; readonly to: string }
  readonly version: number
  readonly occurredOn: string
  readonly lines: number
}

export interface TargetLine {
  readonly lineId: string
  readonly measure: string
  readonly verb: string
  readonly unit: string
  readonly cutOffOn: string
}

export interface Total {
  readonly projects: number
  readonly amount: number
  readonly unknown: number
}

export interface Tier {
  readonly target: number | null
  readonly reached: boolean | null
  readonly attainmentPercent: number | null
  readonly excess: number | null
}

export interface LineRate {
  readonly denominatorIs: 'due-to-date' | 'annual-list'
  readonly numerator: number
  readonly denominator: number
  readonly value: number | null
}

export interface Target {
  readonly line: TargetLine
  readonly value: number | null
  readonly base: Tier
  readonly stretch: Tier | null
  readonly list: Total
  readonly achieved: Total
  readonly unregistered: number
  readonly rates: readonly LineRate[]
}

export interface ProgrammeFigures extends ProgrammeHead {
  readonly clocks: { readonly asOf: string; readonly knownOn: string | null }
  readonly isPartial: boolean
  readonly targets: readonly Target[]
}

export interface LineMember {
  readonly projectId: string
  readonly name: string | null
  readonly regionNames: readonly string[]
  readonly amount: number | null
  readonly reachedOn: string | null
  readonly dueOn: string | null
  readonly counts: boolean
}
