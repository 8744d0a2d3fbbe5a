import type { ClientCommand } from '@zhuji/client'
import { addDays, addMonths, type CalendarDate } from '@zhuji/kernel'

/** Commands that may be given in one request; they became known on one day. */
export interface Portion {
  readonly service: 'registry' | 'milestones' | 'funding'
  readonly knownOn: CalendarDate
  readonly commands: readonly ClientCommand[]
}

export interface Size {
  readonly projects: number
  /** Of reports and payments; the last month ends today. */
  readonly months: number
  readonly today: CalendarDate
}

const CITIES = 16
const DISTRICTS_A_CITY = 8
const PORTION_COMMANDS = 1_000
const YUAN = 100
/** Months after the start. */
const PLAN = {
  start: 0,
  foundation: 3,
  structure: 6,
  'topping-out': 8,
  'fitting-out': 10,
  'works-complete': 14,
  acceptance: 15,
  'in-use': 16,
} as const
/** Of so many projects one reaches nothing from the structure on, and its light goes on. */
const ONE_LATE_OF = 10

/** What happens on one day to every project, or to some. */
interface Step extends Omit<Portion, 'commands'> {
  readonly name: string
  readonly body: (index: number) => object
  readonly concerns?: (index: number) => boolean
}

/**
 * A programme as offices would enter it, day by day: every project is registered, planned, gets its money in place and is
 * started; then each is reported on and paid once a month and reaches what was planned. About 4 commands a project and
 * 2.3 more a month.
 */
export function* programmeOf({ projects, months, today }: Size): Generator<Portion> {
  const startedOn = addMonths(today, -months)
  yield* regions(addDays(startedOn, -60))
  const monthly = Array.from({ length: months }, (_, month) => afterMonths(month + 1, startedOn))
  for (const step of [...beginnings(startedOn), ...monthly.flat()]) {
    for (let first = 0; first < projects; first += PORTION_COMMANDS) {
      const indexes = Array.from({ length: Math.min(PORTION_COMMANDS, projects - first) }, (_, place) => first + place)
      const concerned = indexes.filter((index) => step.concerns?.(index) ?? true)
      yield { ...step, commands: concerned.map((index) => commandOf(step, projectIdOf(index), step.body(index))) }
    }
  }
}

export function projectIdOf(index: number): string {
  return `0198b9a0-0000-7000-8000-${(index + 1).toString(16).padStart(12, '0')}`
}

/** A division comes after the one it belongs to. */
function* regions(knownOn: CalendarDate): Generator<Portion> {
  const cities = Array.from({ length: CITIES }, (_, city) => cityOf(city))
  const districts = cities.flatMap((parentCode) =>
    Array.from({ length: DISTRICTS_A_CITY }, (_, district) => ({ code: districtOf(parentCode, district), parentCode })),
  )
  const levels = [[{ code: '34' }], cities.map((code) => ({ code, parentCode: '34' })), districts]
  for (const level of levels) {
    const step = { service: 'registry', name: 'define-region', knownOn } as const
    const commands = level.map(({ code, ...parent }) => commandOf(step, code, { name: `区划${code}`, ...parent }))
    yield { ...step, commands }
  }
}

const twoDigits = (place: number) => String(place + 1).padStart(2, '0')
const cityOf = (city: number) => `34${twoDigits(city)}`
const districtOf = (city: string, district: number) => `${city}${twoDigits(district)}`

function beginnings(startedOn: CalendarDate): readonly Step[] {
  const steps = Object.entries(PLAN).map(([milestone, month]) => ({
    milestone,
    plannedOn: addMonths(startedOn, month),
  }))
  const dates = { plannedStartOn: startedOn, needOn: addMonths(startedOn, PLAN['in-use']) }
  return [
    {
      service: 'registry',
      name: 'register-project',
      knownOn: addDays(startedOn, -50),
      body: (index) => ({ ...registration(index), ...dates }),
    },
    { service: 'milestones', name: 'adopt-plan', knownOn: addDays(startedOn, -40), body: () => ({ steps }) },
    {
      service: 'funding',
      name: 'post-entry',
      knownOn: addDays(startedOn, -20),
      body: (index) => entry('funds-in-place', `ZJ-${index}`, budgetYuanOf(index)),
    },
    { service: 'milestones', name: 'reach-milestone', knownOn: startedOn, body: () => ({ milestone: 'start' }) },
  ]
}

function afterMonths(month: number, startedOn: CalendarDate): readonly Step[] {
  const knownOn = addMonths(startedOn, month)
  const planned = Object.entries(PLAN).filter(([, plannedMonth]) => plannedMonth === month)
  return [
    { service: 'milestones', name: 'report-progress', knownOn, body: (index) => report(index, month) },
    {
      service: 'funding',
      name: 'post-entry',
      knownOn,
      body: (index) => entry('disbursement', `ZF-${index}-${month}`, budgetYuanOf(index) / 25),
    },
    ...planned.map(([milestone]): Step => ({
      service: 'milestones',
      name: 'reach-milestone',
      knownOn,
      body: () => ({ milestone }),
      concerns: (index) => month < PLAN.structure || index % ONE_LATE_OF > 0,
    })),
  ]
}

function registration(index: number): object {
  const city = cityOf(index % CITIES)
  return {
    projectId: projectIdOf(index),
    localCode: `P-${index}`,
    name: `第${index + 1}小学教学楼`,
    facilityKind: index % 3 === 0 ? 'kindergarten' : 'primary-school',
    regionCode: districtOf(city, Math.floor(index / CITIES) % DISTRICTS_A_CITY),
    ownerUnit: { id: `edu-${city}`, name: '市教育局' },
    capacity: [{ kind: 'school-places', amount: 1_080 }],
    approvedBudgetFen: budgetYuanOf(index) * YUAN,
    reportEveryDays: 35,
  }
}

const budgetYuanOf = (index: number) => 20_000_000 + (index % 100) * 1_000_000

function report(index: number, month: number): object {
  return {
    physicalPercent: Math.min(100, month * 5 + (index % 5) / 10),
    completedInvestmentFen: (budgetYuanOf(index) / 20) * YUAN,
    text: '主体结构施工，现场作业正常。',
  }
}

function entry(kind: 'funds-in-place' | 'disbursement', documentNumber: string, amountYuan: number): object {
  return { entry: kind, amountFen: amountYuan * YUAN, source: 'special-bond', documentNumber, historical: true }
}

function commandOf({ name, knownOn }: Pick<Step, 'name' | 'knownOn'>, id: string, body: object): ClientCommand {
  return { name, id, key: `${name}/${id}/${knownOn}`, body: { ...body, occurredOn: knownOn } }
}
