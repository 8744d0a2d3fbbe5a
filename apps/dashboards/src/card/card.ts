import type {
  CapacityKind,
  FacilityKind,
  Halt,
  HaltChange,
  LedgerSum,
  Milestone,
  Procedure,
  ProcedureChange,
  Severity,
  Stage,
  Status,
  RevisedOn,
} from '@zhuji/contracts'
import type { CountedReport, IdleLot, PlannedMonth } from '@zhuji/figures'
import type { CalendarDate, Fen } from '@zhuji/kernel'
import type { RegisterWord } from './register-word.js'

/**
 * One project as the four logs tell it together. Each log writes its own fields only (registry: identity and budget;
 * milestones: standing, progress, plan; funding: the sums; alerts: the open lights), so events of different logs may be
 * folded in any order with the same result. Events of one log must come in that log's order. Amounts in fen, percents 0 to 100.
 */
export interface Card {
  readonly projectId: string
  /** False while only other logs have spoken of it: the card is kept, but nobody is shown it. */
  readonly registered: boolean
  readonly localCode: string
  readonly name: string
  readonly facilityKind: FacilityKind
  readonly construction: string | null
  /** From the root of the region tree to the project's own division. */
  readonly regionCodes: readonly string[]
  readonly regionNames: readonly string[]
  readonly ownerUnitId: string
  readonly ownerUnitName: string
  readonly capacity: readonly { readonly kind: CapacityKind; readonly amount: number }[]
  readonly agreement: string | null
  readonly approvedBudgetFen: Fen | null
  /** As the baseline in force plans it, else as registered. */
  readonly plannedStartOn: CalendarDate | null
  readonly needOn: CalendarDate | null
  readonly reportEveryDays: number | null
  readonly registeredOn: CalendarDate | null
  readonly cancelled: boolean
  /** Its parts are built and counted in its place; what it was paid and had reached stays with it. */
  readonly unbundled: boolean

  readonly stage: Stage
  readonly halt: Halt | null
  readonly procedure: Procedure | null
  readonly physicalPercent: number | null
  readonly lastReportOn: CalendarDate | null
  /** Unknown (null) until a report says something about it; work put in place, not cash. */
  readonly completedInvestmentFen: Fen | null
  readonly lastInspectionOn: CalendarDate | null
  readonly startedOn: CalendarDate | null
  readonly worksCompleteOn: CalendarDate | null
  readonly inUseOn: CalendarDate | null
  readonly toppedOutOn: CalendarDate | null
  readonly openedOn: CalendarDate | null
  readonly inStatisticsOn: CalendarDate | null
  /** The day of the resumption that still holds. */
  readonly resumedOn: CalendarDate | null
  /** Came ready-built on that day: nothing of its building is due. */
  readonly takenOverOn: CalendarDate | null
  readonly firstPlannedStartOn: CalendarDate | null
  /** Of the baseline in force; the slip is counted from the first one. */
  readonly plannedCompletionOn: CalendarDate | null
  readonly firstPlannedCompletionOn: CalendarDate | null
  readonly forecastCompletionOn: CalendarDate | null
  readonly firstForecastCompletionOn: CalendarDate | null

  readonly allocatedFen: Fen
  readonly inPlaceFen: Fen
  readonly committedFen: Fen
  readonly certifiedFen: Fen
  readonly disbursedFen: Fen
  readonly refundedFen: Fen
  /** What left for the works and did not come back. */
  readonly paidFen: Fen
  readonly idleLots: IdleLots
  readonly investmentByYear: InvestmentByYear

  readonly alertsYellow: number
  readonly alertsRed: number

  readonly status: Status
  readonly registerWord: RegisterWord
  /** What payments are compared with. */
  readonly agreedFen: Fen | null
  readonly paidPercent: number | null
  readonly gapPoints: number | null
  readonly slipDays: number | null

  /** The latest business day from which one of its facts counts. */
  readonly occurredOn: CalendarDate | null
  /** The latest day on which one of its facts became known. */
  readonly knownOn: CalendarDate | null
  readonly updatedAt: string | null
  readonly detail: CardDetail
}

/** By source of funds (each batch of bonds by itself): what is in place and was not paid, by the day on which it came in. */
export type IdleLots = Readonly<Record<string, Readonly<Record<CalendarDate, Fen>>>>

/** Work put in place in a year, and what the baseline in force plans for it; absent where nothing is told of it. */
export type InvestmentByYear = Readonly<Record<string, { readonly plannedFen?: Fen; readonly completedFen?: Fen }>>

/** What only the page of one project shows, or the fold itself needs. */
export interface CardDetail {
  readonly milestones: Readonly<Partial<Record<Milestone, MilestoneDates>>>
  readonly baselines: readonly Baseline[]
  /** In the order of their days, as `standingOf` takes them; absent until there is one. */
  readonly halts?: readonly HaltChange[]
  readonly procedures?: readonly ProcedureChange[]
  /** The report that counts. */
  readonly report?: CountedReport
  /** The day on which the completion was first expected on some day. */
  readonly firstForecastSaidOn?: CalendarDate
  readonly registeredStartOn?: CalendarDate
  readonly revisedOn?: RevisedOn
  /** Sums per source of funds; entries without a source are kept under `unstated`. */
  readonly sources: Readonly<Record<string, Readonly<Partial<Record<LedgerSum, Fen>>>>>
  /** What came into each source of funds, by entry, and what of it has left. */
  readonly pots?: Readonly<Record<string, Pot>>
  readonly completedByYear?: Readonly<Record<string, Fen>>
  /** Open episodes by id. */
  readonly alerts: Readonly<Record<string, Severity>>
  readonly nationalCodes: readonly string[]
  readonly address?: string
  readonly place?: { readonly longitude: number; readonly latitude: number }
  readonly responsiblePerson?: string
  readonly supervisingUnit?: { readonly id: string; readonly name: string }
  readonly estimateFen?: Fen
  readonly parentProjectId?: string
  readonly phase?: string
  readonly inspectionFinding?: string
}

export interface MilestoneDates {
  readonly plannedOn?: CalendarDate
  readonly forecastOn?: CalendarDate
  /** The day on which it was expected then. */
  readonly forecastSaidOn?: CalendarDate
  readonly reachedOn?: CalendarDate
}

export interface Pot {
  readonly cameIn: Readonly<Record<string, IdleLot>>
  readonly leftFen: Fen
}

export interface Baseline {
  readonly version: number
  readonly template: string
  readonly adoptedOn: CalendarDate
  readonly reason?: string
  readonly steps: readonly { readonly milestone: Milestone; readonly plannedOn: CalendarDate }[]
  readonly investment?: readonly PlannedMonth[]
}

/** A project nobody has registered yet. */
export function unknownCard(projectId: string): Card {
  return {
    projectId,
    registered: false,
    localCode: '',
    name: '',
    facilityKind: 'other-facility',
    construction: null,
    regionCodes: [],
    regionNames: [],
    ownerUnitId: '',
    ownerUnitName: '',
    capacity: [],
    agreement: null,
    approvedBudgetFen: null,
    plannedStartOn: null,
    needOn: null,
    reportEveryDays: null,
    registeredOn: null,
    cancelled: false,
    unbundled: false,
    ...nothingBuilt,
    ...nothingPaid,
    alertsYellow: 0,
    alertsRed: 0,
    status: 'planning',
    registerWord: 'planning',
    agreedFen: null,
    paidPercent: null,
    gapPoints: null,
    slipDays: null,
    occurredOn: null,
    knownOn: null,
    updatedAt: null,
    detail: { milestones: {}, baselines: [], sources: {}, alerts: {}, nationalCodes: [] },
  }
}

const nothingBuilt = {
  stage: 'reserve',
  halt: null,
  procedure: null,
  physicalPercent: null,
  lastReportOn: null,
  completedInvestmentFen: null,
  lastInspectionOn: null,
  startedOn: null,
  worksCompleteOn: null,
  inUseOn: null,
  toppedOutOn: null,
  openedOn: null,
  inStatisticsOn: null,
  resumedOn: null,
  takenOverOn: null,
  firstPlannedStartOn: null,
  plannedCompletionOn: null,
  firstPlannedCompletionOn: null,
  forecastCompletionOn: null,
  firstForecastCompletionOn: null,
} as const

const nothingPaid = {
  allocatedFen: 0,
  inPlaceFen: 0,
  committedFen: 0,
  certifiedFen: 0,
  disbursedFen: 0,
  refundedFen: 0,
  paidFen: 0,
  idleLots: {},
  investmentByYear: {},
} as const
