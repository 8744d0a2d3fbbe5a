import type { ClientCommand } from '@zhuji/client'
import { addDays, addMonths, type CalendarDate } from '@zhuji/kernel'

/** Commands that may be given in one request; they became known on one day. */
export interface Portion {
  readonly service: 'registry' | 'milestones' | 'funding'
  readonly knownOn: CalendarDate
  readonly commands: readonly ClientCommand[]
}

const CITIES = 16
const DISTRICTS_A_CITY = 8
const REGIONS_KNOWN_ON = '2024-01-01'
const STARTED_ON = '2024-03-05'
const PORTION_COMMANDS = 1_000
const YUAN = 100

/** What happens to every project on one day. */
interface Step extends Omit<Portion, 'commands'> {
  readonly name: string
  readonly body: (index: number) => object
}

/**
 * A programme as offices would enter it, day by day: every project is registered, planned and started and gets its money in
 * place; then each is reported on and paid once a month. 4 commands a project and 2 more a month.
 */
export function* programmeOf(projects: number, months: number): Generator<Portion> {
  yield* regions()
  for (const step of [...beginnings(), ...Array.from({ length: months }, (_, month) => monthly(month)).flat()]) {
    for (let first = 0; first < projects; first += PORTION_COMMANDS) {
      const indexes = Array.from({ length: Math.min(PORTION_COMMANDS, projects - first) }, (_, place) => first + place)
      yield { ...step, commands: indexes.map((index) => commandOf(step, projectIdOf(index), step.body(index))) }
    }
  }
}

export function projectIdOf(index: number): string {
  return `0198b9a0-0000-7000-8000-${(index + 1).toString(16).padStart(12, '0')}`
}

/** A division comes after the one it belongs to. */
function* regions(): Generator<Portion> {
  const cities = Array.from({ length: CITIES }, (_, city) => cityOf(city))
  const districts = cities.flatMap((parentCode) =>
    Array.from({ length: DISTRICTS_A_CITY }, (_, district) => ({ code: districtOf(parentCode, district), parentCode })),
  )
  const levels = [[{ code: '34' }], cities.map((code) => ({ code, parentCode: '34' })), districts]
  for (const level of levels) {
    const step = { service: 'registry', name: 'define-region', knownOn: REGIONS_KNOWN_ON } as const
    const commands = level.map(({ code, ...parent }) => commandOf(step, code, { name: `区划${code}`, ...parent }))
    yield { ...step, commands }
  }
}

const twoDigits = (place: number) => String(place + 1).padStart(2, '0')
const cityOf = (city: number) => `34${twoDigits(city)}`
const districtOf = (city: string, district: number) => `${city}${twoDigits(district)}`

function beginnings(): readonly Step[] {
  return [
    { service: 'registry', name: 'register-project', knownOn: '2024-01-15', body: registration },
    {
      service: 'milestones',
      name: 'adopt-plan',
      knownOn: '2024-01-20',
      body: () => ({ startOn: '2024-03-01', needOn: '2026-09-01' }),
    },
    {
      service: 'funding',
      name: 'post-entry',
      knownOn: '2024-02-20',
      body: (index) => entry('funds-in-place', `ZJ-${index}`, budgetYuanOf(index)),
    },
    { service: 'milestones', name: 'reach-milestone', knownOn: STARTED_ON, body: () => ({ milestone: 'start' }) },
  ]
}

/** Counted from 0, a month after the start. */
function monthly(month: number): readonly Step[] {
  const knownOn = addMonths(STARTED_ON, month + 1)
  return [
    { service: 'milestones', name: 'report-progress', knownOn, body: (index) => report(index, month) },
    {
      service: 'funding',
      name: 'post-entry',
      knownOn: addDays(knownOn, 1),
      body: (index) => entry('disbursement', `ZF-${index}-${month}`, budgetYuanOf(index) / 100),
    },
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
    plannedStartOn: '2024-03-01',
    needOn: '2026-09-01',
    reportEveryDays: 35,
  }
}

const budgetYuanOf = (index: number) => 20_000_000 + (index % 100) * 1_000_000

function report(index: number, month: number): object {
  return {
    physicalPercent: Math.min(100, month + 1 + (index % 5) / 10),
    completedInvestmentFen: (budgetYuanOf(index) / 100) * YUAN,
    text: '主体结构施工，现场作业正常。',
  }
}

function entry(kind: 'funds-in-place' | 'disbursement', documentNumber: string, amountYuan: number): object {
  return { entry: kind, amountFen: amountYuan * YUAN, source: 'special-bond', documentNumber, historical: true }
}

function commandOf({ name, knownOn }: Pick<Step, 'name' | 'knownOn'>, id: string, body: object): ClientCommand {
  return { name, id, key: `${name}/${id}/${knownOn}`, body: { ...body, occurredOn: knownOn } }
}
