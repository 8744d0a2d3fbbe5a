import type { Term } from '@zhuji/contracts'
import type { FigureTarget } from '@zhuji/figures'
import type { PlainMeasure } from '../summary/measures.js'

interface Told {
  readonly version?: number
  readonly name: Term
  readonly definition: Term
  readonly target?: FigureTarget
}
type Name = PlainMeasure | 'dueProjects' | 'dueStarted' | 'listProjects' | 'listStarted'

type Texts = readonly [zh: string, en: string]

function told(name: Texts, definition: Texts, until?: FigureTarget['until']): Told {
  const texts = { name: { zh: name[0], en: name[1] }, definition: { zh: definition[0], en: definition[1] } }
  return until === undefined ? texts : { version: 2, ...texts, target: { from: 'planned-start', until } }
}

const ledger = (zh: string, en: string) =>
  told([zh, en], [`台账中“${zh}”各笔之和，冲销已抵减。`, `Sum of the ledger's entries of this kind, net of reversals.`])
/** Of projects that stand: neither cancelled, nor a package whose parts count in its place. */
const standing = (name: Texts, definition: Texts): Told => ({ version: 2, ...told(name, definition) })
const unknown = (zh: string, en: string) =>
  standing(
    [`${zh}未知`, `Unknown ${en}`],
    [
      `未撤销、未拆分的项目中${zh}未知的项目数。`,
      `Projects that are neither cancelled nor taken apart and whose ${en} is not known.`,
    ],
  )

/** Sums of a group, in both languages. */
export const measureDefinitions: Readonly<Record<Name, Told>> = {
  projects: told(
    ['项目数', 'Projects'],
    ['已登记的项目数，含已撤销。', 'Registered projects, cancelled ones included.'],
  ),
  cancelledProjects: told(['已撤销', 'Cancelled'], ['已撤销的项目数。', 'Projects that were cancelled.']),
  standing: standing(
    ['存续', 'Standing'],
    ['未撤销、未拆分的项目数。', 'Projects that are neither cancelled nor packages that were taken apart.'],
  ),
  started: standing(
    ['已开工', 'Started'],
    [
      '达到开工及以后阶段的项目数，不含已撤销和已拆分。',
      'Projects that have reached the start, without cancelled ones and packages taken apart.',
    ],
  ),
  worksComplete: standing(
    ['已完工', 'Works complete'],
    [
      '达到完工及以后阶段的项目数，不含已撤销和已拆分。',
      'Projects whose works are complete, without cancelled ones and packages taken apart.',
    ],
  ),
  inUse: standing(
    ['已投用', 'In use'],
    ['已投入使用的项目数，不含已撤销和已拆分。', 'Projects in use, without cancelled ones and packages taken apart.'],
  ),
  halted: standing(
    ['停缓建', 'Halted'],
    [
      '处于停工、缓建或烂尾状态的项目数，不含已撤销和已拆分。',
      'Projects on which work is halted, without cancelled ones and packages taken apart.',
    ],
  ),
  plannedFen: told(
    ['概算批复额', 'Approved budget'],
    ['概算批复额之和；未知的不计入。', 'Sum of approved budgets; unknown ones are left out.'],
  ),
  allocatedFen: ledger('投资计划下达', 'Allocated'),
  inPlaceFen: ledger('资金到位', 'Funds in place'),
  committedFen: ledger('合同签订', 'Committed'),
  certifiedFen: ledger('计量核定', 'Certified work'),
  disbursedFen: ledger('支付', 'Disbursed'),
  refundedFen: ledger('退回', 'Refunded'),
  paidFen: told(['已付', 'Paid'], ['支付减退回，冲销已抵减。', 'Disbursed less refunded, net of reversals.']),
  paidOfInPlaceFen: told(
    ['有到位资金项目的已付', 'Paid where funds are in place'],
    ['有到位资金记录的项目的已付之和。', 'Paid by projects that have funds in place.'],
  ),
  paidOfAllocatedFen: told(
    ['有下达计划项目的已付', 'Paid where funds are allocated'],
    ['有下达记录的项目的已付之和。', 'Paid by projects that have an allocation.'],
  ),
  inPlaceOfAllocatedFen: told(
    ['有下达计划项目的到位资金', 'In place where funds are allocated'],
    ['有下达记录的项目的到位资金之和。', 'Funds in place of projects that have an allocation.'],
  ),
  completedInvestmentFen: told(
    ['累计完成投资', 'Completed investment'],
    ['各次填报及更正之和；是实物工作量，不是支付额。', 'Sum of reports and corrections; work put in place, not cash.'],
  ),
  comparedInvestmentFen: told(
    ['可比完成投资', 'Comparable completed investment'],
    [
      '概算已知的未撤销项目的累计完成投资。',
      'Completed investment of projects whose budget is known and that are not cancelled.',
    ],
  ),
  comparedBudgetFen: told(
    ['可比概算', 'Comparable budget'],
    [
      '完成投资已知的未撤销项目的概算。',
      'Approved budget of projects whose completed investment is known and that are not cancelled.',
    ],
  ),
  alertsYellow: told(['黄灯', 'Yellow lights'], ['未销号的黄灯数。', 'Yellow lights that are on.']),
  alertsRed: told(['红灯', 'Red lights'], ['未销号的红灯数。', 'Red lights that are on.']),
  unknownBudget: unknown('概算', 'approved budget'),
  unknownPhysical: unknown('形象进度', 'physical %'),
  unknownInvestment: unknown('完成投资', 'completed investment'),
  unknownPlannedStart: unknown('计划开工日', 'planned start'),
  unknownForecast: unknown('预计完工日', 'completion forecast'),
  unknownComparison: unknown('概算或完成投资', 'budget or completed investment'),
  unknownAllocation: unknown('下达计划', 'allocation'),
  unknownInPlace: unknown('到位资金', 'funds in place'),
  dueProjects: told(
    ['应开工', 'Due to start'],
    [
      '计划开工日不晚于统计日的项目数，不含已撤销、已拆分和现成移交的项目。',
      'Projects whose planned start is on or before the day, without cancelled and ready-built ones and packages taken apart.',
    ],
    'day',
  ),
  dueStarted: told(
    ['应开工已开工', 'Due and started'],
    ['应开工项目中已开工的项目数。', 'Projects due to start that have started.'],
    'day',
  ),
  listProjects: told(
    ['年度清单', 'Annual list'],
    [
      '计划开工日在统计年度内的项目数，不含已撤销、已拆分和现成移交的项目。',
      'Projects whose planned start lies in the year, without cancelled and ready-built ones and packages taken apart.',
    ],
    'year',
  ),
  listStarted: told(
    ['年度清单已开工', 'Annual list, started'],
    ['年度清单中已开工的项目数。', 'Projects of the annual list that have started.'],
    'year',
  ),
}
