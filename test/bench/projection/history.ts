import {
  ForecastRevised,
  LedgerEntryPosted,
  MilestoneReached,
  type NewEvent,
  ProgressReported,
  ProjectRegistered,
  type SpineMilestone,
  StandingMoved,
  type Standing,
} from '@zhuji/contracts'

/** A fact of a believable history: the day it became known, the service that tells it. */
export interface Told {
  readonly day: string
  readonly service: 'registry' | 'milestones' | 'funding'
  readonly projectId: string
  readonly event: NewEvent
}

const CITIES = 16
const DISTRICTS_A_CITY = 8
const STARTS_WITHIN_DAYS = 900
const REPORTS = 12
const MONTH_DAYS = 30
const FEN_A_POINT = 10_000_000

/**
 * Projects of a province over some years, in the order of days: each is registered, goes through its stages, reports
 * every month and is paid every month, and revises its forecast now and then; 33 facts each.
 */
export function historyOf(projects: number): readonly Told[] {
  const random = randomFrom(7)
  const told = Array.from({ length: projects }, (_, index) => projectOf(index, random)).flat()
  return told.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
}

function projectOf(index: number, random: () => number): Told[] {
  const projectId = idOf(index + 1)
  const told: Told[] = []
  let time = Math.floor(random() * STARTS_WITHIN_DAYS)
  const tell = (service: Told['service'], event: NewEvent) => told.push({ day: dayOf(time), service, projectId, event })
  let standing: Standing = { stage: 'reserve', halt: null, procedure: null }
  const moveTo = (stage: SpineMilestone) => {
    const to = { ...standing, stage }
    tell('milestones', MilestoneReached({ projectId, milestone: stage, evidence: [] }, dayOf(time)))
    tell('milestones', StandingMoved({ projectId, from: standing, to }, dayOf(time)))
    standing = to
  }
  tell('registry', registered(projectId, { index, random, day: dayOf(time) }))
  for (const stage of ['tendering', 'contracting'] as const) {
    time += MONTH_DAYS
    moveTo(stage)
  }
  time += MONTH_DAYS
  moveTo('start')
  let physicalPercent = 0
  for (let month = 1; month <= REPORTS; month += 1) {
    time += MONTH_DAYS
    const before = physicalPercent
    physicalPercent = Math.min(100, Math.round((before + random() * 10) * 100) / 100)
    const completedInvestmentFen = Math.round((physicalPercent - before) * FEN_A_POINT)
    const report = { projectId, reportId: idOf(index * 100 + month, '1'), physicalPercent, completedInvestmentFen }
    tell('milestones', ProgressReported({ ...report, evidence: [] }, dayOf(time)))
    tell('funding', entry(projectId, { number: index * 100 + month, month, random, day: dayOf(time) }))
    if (month % 4 !== 1) continue
    const previousForecastOn = month === 1 ? null : dayOf(time + 300)
    tell('milestones', forecast(projectId, { forecastOn: dayOf(time + 330), previousForecastOn, day: dayOf(time) }))
  }
  moveTo('structure')
  return told
}

interface Circumstances {
  readonly random: () => number
  readonly day: string
}

function registered(projectId: string, { index, random, day }: Circumstances & { readonly index: number }): NewEvent {
  const city = `34${String(1 + Math.floor(random() * CITIES)).padStart(2, '0')}`
  const district = `${city}${String(1 + Math.floor(random() * DISTRICTS_A_CITY)).padStart(2, '0')}`
  return ProjectRegistered(
    {
      projectId,
      localCode: `P-${index}`,
      name: `第${index}小学教学楼`,
      facilityKind: index % 3 === 0 ? 'kindergarten' : 'primary-school',
      construction: 'new',
      regionPath: [
        { code: '34', name: '安徽省' },
        { code: city, name: `市${city}` },
        { code: district, name: `区${district}` },
      ],
      ownerUnit: { id: `edu-${district}`, name: '教育局' },
      nationalCodes: [],
      capacity: [{ kind: 'school-places', amount: 1_080 }],
      approvedBudgetFen: 500_000_000 + Math.floor(random() * 1e10),
    },
    day,
  )
}

function entry(
  projectId: string,
  { number, month, random, day }: Circumstances & { readonly number: number; readonly month: number },
): NewEvent {
  return LedgerEntryPosted(
    {
      projectId,
      entryId: idOf(number, '2'),
      entry: month % 3 === 1 ? 'allocation' : 'disbursement',
      amountFen: 10_000_000 + Math.floor(random() * 10_000_000),
      source: 'national-education-fund',
      documentNumber: `D-${number}`,
      findings: [],
    },
    day,
  )
}

function forecast(
  projectId: string,
  { day, ...dates }: { readonly forecastOn: string; readonly previousForecastOn: string | null; readonly day: string },
): NewEvent {
  return ForecastRevised({ projectId, milestone: 'works-complete', ...dates }, day)
}

const FIRST_DAY = Date.UTC(2022, 0, 1)
const DAY_MS = 86_400_000

function dayOf(time: number): string {
  return new Date(FIRST_DAY + time * DAY_MS).toISOString().slice(0, 10)
}

export function idOf(number: number, kind = '0'): string {
  return `0198b9a0-000${kind}-7000-8000-${number.toString(16).padStart(12, '0')}`
}

/** The same numbers on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff
    return state / 0x80_00_00_00
  }
}
