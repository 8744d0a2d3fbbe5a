import { facilityKinds } from '@zhuji/contracts'
import { addDays, addMonths, type CalendarDate } from '@zhuji/kernel'
import { commandOf, facilityId, knownOnOf, programmeIdOf, type SampleCommand, type Service } from './sample-command.js'
import { BUILDING_SHARE, curve, plannedInvestment, planSteps } from './sample-plan.js'
import { sampleProgrammes } from './sample-programmes.js'
import { type Course, type SampleFacility, sampleFacilities, sampleRegions, sourceAt } from './sample-facilities.js'
import { moneyHistory } from './sample-money.js'

const units: Readonly<Record<string, { readonly id: string; readonly name: string }>> = {
  school: { id: 'edu-bureau', name: '合肥市教育局' },
  health: { id: 'health-commission', name: '市卫健委' },
  sport: { id: 'sports-bureau', name: '市体育局' },
}
const people = ['王建国', '刘敏', '陈志远', '周海燕', '吴磊', '孙晓梅', '马强', '朱婷']

/** The whole sample, in the order in which it became known. Depends on nothing but the day it is told for. */
export function sampleHistory(today: CalendarDate): readonly SampleCommand[] {
  const regions = sampleRegions.map(({ code, name, ...parent }) => ({
    service: 'registry' as const,
    knownOn: '2020-01-01',
    command: commandOf('define-region', code, { name, ...parent, occurredOn: '2020-01-01' }),
  }))
  const facts = sampleFacilities.flatMap((facility, index) => facilityHistory(facility, index, today))
  const told = [...programmesOf(today), ...facts, ...moneyHistory(today)].toSorted((a, b) =>
    compare(placeOf(a), placeOf(b)),
  )
  return [...regions, ...told]
}

function programmesOf(today: CalendarDate): readonly SampleCommand[] {
  const occurredOn = `${today.slice(0, 4)}-01-01`
  return sampleProgrammes(sampleFacilities, facilityId, today).map(({ code, content }) => ({
    service: 'registry',
    knownOn: knownOnOf(occurredOn, today),
    command: commandOf('issue-programme', programmeIdOf(code, today), { ...content, occurredOn }),
  }))
}

/** What becomes known of one facility until today, in the order in which it is told. */
export function facilityHistory(
  facility: SampleFacility,
  index: number,
  today: CalendarDate,
): readonly SampleCommand[] {
  return new FacilityHistory(facility, index, today).tell()
}

/** Month by month: what was registered, then what happened on site, then the money. A stable sort keeps each story's order. */
const placeOf = ({ knownOn, service }: SampleCommand): string => `${knownOn} ${services.indexOf(service)}`
const services: readonly Service[] = ['registry', 'milestones', 'funding']
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** One facility from registration to the present, month by month. */
class FacilityHistory {
  private readonly commands: SampleCommand[] = []
  private readonly id: string
  private readonly start: CalendarDate
  private readonly need: CalendarDate
  private paidFen = 0
  private certifiedFen = 0
  private documents = 0

  constructor(
    private readonly facility: SampleFacility,
    private readonly index: number,
    private readonly today: CalendarDate,
  ) {
    this.id = facilityId(facility)
    this.start = addMonths(`${today.slice(0, 7)}-01`, facility.startMonth)
    this.need = addMonths(`${today.slice(0, 7)}-01`, facility.needMonth)
  }

  tell(): readonly SampleCommand[] {
    this.beforeTheStart()
    if (this.facility.course.kind !== 'not-started' && this.start <= this.today) this.construction()
    return this.commands
  }

  private beforeTheStart(): void {
    const { facility, start, need } = this
    const unit = units[facilityKinds[facility.facilityKind].group]!
    const registeredOn = addMonths(start, -7)
    this.say(['registry', 'register-project'], registeredOn, {
      projectId: this.id,
      localCode: facility.code,
      name: facility.name,
      facilityKind: facility.facilityKind,
      regionCode: facility.regionCode,
      ownerUnit: unit,
      responsiblePerson: people[this.index % people.length],
      capacity: [facility.capacity],
      approvedBudgetFen: facility.budgetFen,
      plannedStartOn: start,
      needOn: need,
      reportEveryDays: 35,
    })
    this.say(['milestones', 'adopt-plan'], addMonths(start, -6), {
      steps: planSteps(start, need),
      investment: plannedInvestment(
        start,
        (facility.needMonth - facility.startMonth) * BUILDING_SHARE,
        facility.budgetFen,
      ),
    })
    this.reach('design', addMonths(start, -4))
    this.entry(addMonths(start, -3), 'allocation', { amountFen: facility.budgetFen, source: sourceAt(this.index) })
    this.entry(addMonths(start, -2), 'funds-in-place', { amountFen: this.share(0.4), source: sourceAt(this.index) })
    this.reach('funds-secured', addMonths(start, -2))
    this.reach('tendering', addDays(start, -45))
    this.entry(addDays(start, -12), 'commitment', {
      amountFen: this.share(CONTRACT_SHARE),
      counterparty: '安徽某建设集团',
    })
    this.reach('contracting', addDays(start, -12))
  }

  private construction(): void {
    const { course } = this.facility
    const startedOn = addDays(this.start, course.kind === 'late' ? 26 : 3)
    this.reach('permit', addDays(startedOn, -2))
    this.reach('start', startedOn)
    let percent = 0
    for (let month = 1; month <= 40; month += 1) {
      const day = addDays(addMonths(this.start, month), -2)
      if (day > this.today || this.isSilent(month)) return
      const next = this.percentAfter(month)
      if (next === percent && next < 100) this.standsStill(day, month)
      else this.worksOn(day, percent, next)
      percent = next
      this.fundsArrive(day, month)
      this.pay(day, percent)
      if (month % 3 === 0) this.inspect(addDays(day, 1), percent)
      if (percent >= 100) return this.finish(day)
    }
  }

  /** The client's engineers accept the month's work in parts of the contract. */
  private certify(day: CalendarDate, percent: number): void {
    const amountFen = this.share((CONTRACT_SHARE * percent) / 100) - this.certifiedFen
    if (amountFen <= 0) return
    this.certifiedFen += amountFen
    this.entry(day, 'certified-work', { amountFen })
  }

  private inspect(day: CalendarDate, physicalPercent: number): void {
    this.say(['milestones', 'inspect-work'], day, { inspector: '市督查室', finding: '与填报一致', physicalPercent })
  }

  /** A slow start, a steady middle and a slow end, as works of this kind report it. */
  private percentAfter(month: number): number {
    const { course, needMonth, startMonth } = this.facility
    const planned = (needMonth - startMonth) * BUILDING_SHARE
    const effective = course.kind === 'stopped' ? monthsWorked(month, course, planned) : month
    const share = effective / (planned * (course.kind === 'late' ? course.slower : 1))
    const percent = curve(share)
    return course.kind === 'stopped' && course.afterwards !== 'resumes' ? Math.min(percent, course.atPercent) : percent
  }

  private isSilent(month: number): boolean {
    const { course } = this.facility
    return course.kind === 'silent' && month > course.afterMonths
  }

  private worksOn(day: CalendarDate, before: number, after: number): void {
    const { course } = this.facility
    if (course.kind === 'stopped' && before >= course.atPercent && after > before) {
      this.say(['milestones', 'resume-work'], addDays(day, -20), { text: '新施工单位进场' })
    }
    const completedInvestmentFen = this.share((after - before) / 100)
    this.say(['milestones', 'report-progress'], day, { physicalPercent: after, completedInvestmentFen })
    this.certify(addDays(day, -1), after)
    for (const [milestone, at] of Object.entries({
      foundation: 15,
      structure: 45,
      'topping-out': 60,
      'fitting-out': 80,
    })) {
      if (before < at && after >= at) this.reach(milestone, day)
    }
    if (course.kind === 'late') this.reviseForecast(day, after)
  }

  private reviseForecast(day: CalendarDate, percent: number): void {
    const { course, needMonth, startMonth } = this.facility
    if (course.kind !== 'late' || percent >= 100) return
    const months = Math.ceil((needMonth - startMonth) * BUILDING_SHARE * course.slower)
    this.say(['milestones', 'revise-forecast'], day, {
      milestone: 'works-complete',
      forecastOn: addMonths(this.start, months),
      reason: '劳动力不足，工期顺延',
    })
  }

  private standsStill(day: CalendarDate, month: number): void {
    const { course } = this.facility
    if (course.kind !== 'stopped') return
    const first = this.percentAfter(month - 2) < this.percentAfter(month - 1)
    if (first)
      this.say(['milestones', 'stop-work'], addDays(day, -25), { halt: course.halt, reason: '施工单位资金链断裂退场' })
    if (first && course.afterwards && course.afterwards !== 'resumes') {
      const retenderedOn = addMonths(day, 2)
      if (retenderedOn > this.today) return
      this.say(['milestones', 'start-procedure'], retenderedOn, {
        procedure: course.afterwards,
        reason: '原合同解除，重新招标',
      })
    }
  }

  private fundsArrive(day: CalendarDate, month: number): void {
    if (month !== 4 && month !== 9) return
    this.entry(day, 'funds-in-place', { amountFen: this.share(0.3), source: sourceAt(this.index) })
  }

  /** Payments follow the work at 85 %, or run ahead of it, and never beyond what is in place. */
  private pay(day: CalendarDate, percent: number): void {
    const ahead = this.facility.course.kind === 'money-ahead'
    const due = this.share(ahead ? Math.min(0.95, percent / 100 + 0.38) : (percent / 100) * 0.85)
    const inPlace = this.inPlaceFen
    const amountFen = Math.min(due, inPlace) - this.paidFen
    if (amountFen < this.share(0.01)) return
    this.paidFen += amountFen
    this.entry(addDays(day, 1), 'disbursement', {
      amountFen,
      source: sourceAt(this.index),
      counterparty: '安徽某建设集团',
    })
  }

  private get inPlaceFen(): number {
    return this.commands
      .map(({ command }) => command.body as { entry?: string; amountFen?: number })
      .reduce((sum, body) => (body.entry === 'funds-in-place' ? sum + (body.amountFen ?? 0) : sum), 0)
  }

  private finish(day: CalendarDate): void {
    this.reach('works-complete', day)
    this.reach('acceptance', addDays(day, 12))
    this.reach('in-use', addDays(day, 25))
  }

  private reach(milestone: string, day: CalendarDate): void {
    this.say(['milestones', 'reach-milestone'], day, { milestone })
  }

  private entry(day: CalendarDate, entry: string, more: object): void {
    this.documents += 1
    const documentNumber = `${this.facility.code}-${String(this.documents).padStart(3, '0')}`
    this.say(['funding', 'post-entry'], day, { entry, documentNumber, historical: true, ...more })
  }

  private say([service, name]: readonly [Service, string], day: CalendarDate, body: object): void {
    if (day > this.today) return
    const knownOn = knownOnOf(day, this.today)
    this.commands.push({ service, knownOn, command: commandOf(name, this.id, { ...body, occurredOn: day }) })
  }

  private share(part: number): number {
    return Math.round((this.facility.budgetFen * part) / 1_000_000) * 1_000_000
  }
}

type Stopped = Extract<Course, { kind: 'stopped' }>

const STANDSTILL_MONTHS = 5
const CONTRACT_SHARE = 0.92

/** Months of real work behind a site that stood still once it had reached its percentage. */
function monthsWorked(month: number, { atPercent }: Stopped, planned: number): number {
  let reached = 1
  while (curve(reached / planned) < atPercent) reached += 1
  if (month <= reached) return month
  return Math.max(reached, month - STANDSTILL_MONTHS)
}
