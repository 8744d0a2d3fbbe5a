import { addDays, type CalendarDate, monthOf } from '@zhuji/kernel'
import { commandOf, facilityId, idOf, programmeIdOf, type SampleCommand } from './sample-command.js'
import { type SampleFacility, sampleFacilities } from './sample-facilities.js'

/** The last whole month of the sample: closed, published, and told again because of a report that came late. */
export interface SampleClosing {
  readonly month: string
  readonly closing: object
  readonly bulletinId: string
  readonly bulletin: object
  readonly late: SampleCommand
  readonly reason: string
}

const groups = ['total', 'region', 'facility-group'] as const
const figures = ['projects', 'start-rate', 'disbursement-rate', 'paidFen', 'completedInvestmentFen'] as const

export function sampleClosing(today: CalendarDate): SampleClosing {
  const monthEnd = addDays(`${today.slice(0, 7)}-01`, -1)
  const month = monthOf(monthEnd)
  const silent = sampleFacilities.find(({ course }) => course.kind === 'silent')!
  // In January the programme of the year is not known yet at the end of the month before.
  const isOfTheYear = month.slice(0, 4) === today.slice(0, 4)
  const bulletinId = idOf('bulletin')
  const programmeId = programmeIdOf('city', today)
  return {
    month,
    closing: { month, knownOn: monthEnd },
    bulletinId,
    bulletin: {
      bulletinId,
      title: { zh: '合肥市公共设施建设月度通报', en: 'Public facilities of Hefei, month by month' },
      filters: { region: '3401' },
      parts: groups.flatMap((by) => figures.map((figure) => ({ figure, by }))),
      lines: isOfTheYear ? ['places', 'investment'].map((lineId) => ({ programmeId, lineId })) : [],
    },
    late: lateReport(silent, monthEnd, addDays(today, -1)),
    reason: `${silent.name}补报${month}形象进度`,
  }
}

/** A site that had fallen silent tells of the month when it is closed already. */
function lateReport({ budgetFen, ...site }: SampleFacility, monthEnd: string, knownOn: string): SampleCommand {
  const report = {
    physicalPercent: 62,
    completedInvestmentFen: Math.round((budgetFen * 0.16) / 1_000_000) * 1_000_000,
    text: '补报：主体结构施工',
    occurredOn: addDays(monthEnd, -2),
  }
  return { service: 'milestones', knownOn, command: commandOf('report-progress', facilityId(site), report) }
}
