import type { CapacityKind, FacilityKind, FundSource, Halt, Procedure } from '@zhuji/contracts'

/** How a facility of the sample fares. Each shows something that a supervisor meets every month. */
export type Course =
  | { readonly kind: 'steady' }
  | { readonly kind: 'late'; readonly slower: number }
  | {
      readonly kind: 'stopped'
      readonly atPercent: number
      readonly halt: Halt
      readonly afterwards?: Procedure | 'resumes'
    }
  | { readonly kind: 'money-ahead' }
  | { readonly kind: 'silent'; readonly afterMonths: number }
  | { readonly kind: 'not-started' }

export interface SampleFacility {
  readonly code: string
  readonly name: string
  readonly facilityKind: FacilityKind
  readonly regionCode: string
  readonly capacity: { readonly kind: CapacityKind; readonly amount: number }
  readonly budgetFen: number
  /** Planned start and need date, in months from the month of today. */
  readonly startMonth: number
  readonly needMonth: number
  readonly course: Course
}

export const sampleRegions = [
  { code: '34', name: '安徽省' },
  { code: '3401', name: '合肥市', parentCode: '34' },
  { code: '340104', name: '蜀山区', parentCode: '3401' },
  { code: '340111', name: '包河区', parentCode: '3401' },
  { code: '340103', name: '庐阳区', parentCode: '3401' },
] as const

const roads: Readonly<Record<string, readonly string[]>> = {
  '340104': ['振兴路', '望江西路', '玉兰大道', '长江西路', '习友路', '石莲南路', '荷叶地', '井岗', '稻香楼', '五里墩'],
  '340111': ['祁门路', '徽州大道', '花园大道', '锦绣大道', '庐州大道', '大圩', '骆岗', '万年埠', '滨湖', '义城'],
  '340103': ['阜阳路', '北一环', '荣城', '四里河', '杏林', '海棠', '三十岗', '大杨', '亳州路', '逍遥津'],
}
const districts = Object.keys(roads)

interface Kind {
  readonly facilityKind: FacilityKind
  readonly suffix: string
  readonly capacity: { readonly kind: CapacityKind; readonly amount: number }
  readonly budgetYuan: number
  readonly months: number
}

// prettier-ignore
export const kinds: readonly (Kind & { readonly count: number })[] = [
  { count: 11, facilityKind: 'kindergarten', suffix: '幼儿园', capacity: { kind: 'school-places', amount: 360 }, budgetYuan: 42_000_000, months: 14 },
  { count: 12, facilityKind: 'primary-school', suffix: '小学', capacity: { kind: 'school-places', amount: 1620 }, budgetYuan: 186_000_000, months: 18 },
  { count: 7, facilityKind: 'nine-year-school', suffix: '九年一贯制学校', capacity: { kind: 'school-places', amount: 2400 }, budgetYuan: 312_000_000, months: 20 },
  { count: 4, facilityKind: 'senior-high-school', suffix: '高级中学', capacity: { kind: 'school-places', amount: 3000 }, budgetYuan: 520_000_000, months: 24 },
  { count: 5, facilityKind: 'community-health-centre', suffix: '社区卫生服务中心', capacity: { kind: 'hospital-beds', amount: 60 }, budgetYuan: 68_000_000, months: 15 },
  { count: 3, facilityKind: 'general-hospital', suffix: '综合医院', capacity: { kind: 'hospital-beds', amount: 800 }, budgetYuan: 1_150_000_000, months: 30 },
  { count: 2, facilityKind: 'maternal-child-hospital', suffix: '妇幼保健院', capacity: { kind: 'hospital-beds', amount: 300 }, budgetYuan: 430_000_000, months: 26 },
  { count: 3, facilityKind: 'gymnasium', suffix: '体育馆', capacity: { kind: 'seats', amount: 3000 }, budgetYuan: 240_000_000, months: 20 },
  { count: 4, facilityKind: 'sports-park', suffix: '体育公园', capacity: { kind: 'floor-area', amount: 46000 }, budgetYuan: 58_000_000, months: 12 },
  { count: 6, facilityKind: 'sports-court', suffix: '多功能运动场', capacity: { kind: 'sports-grounds', amount: 2 }, budgetYuan: 9_600_000, months: 7 },
  { count: 3, facilityKind: 'natatorium', suffix: '游泳馆', capacity: { kind: 'floor-area', amount: 12800 }, budgetYuan: 132_000_000, months: 18 },
]

export const courses: readonly Course[] = [
  { kind: 'steady' },
  { kind: 'steady' },
  { kind: 'late', slower: 1.35 },
  { kind: 'steady' },
  { kind: 'money-ahead' },
  { kind: 'steady' },
  { kind: 'stopped', atPercent: 38, halt: 'stopped', afterwards: 'resumes' },
  { kind: 'late', slower: 1.7 },
  { kind: 'steady' },
  { kind: 'silent', afterMonths: 5 },
  { kind: 'steady' },
  { kind: 'stopped', atPercent: 61, halt: 'stopped', afterwards: 'retendering' },
  { kind: 'not-started' },
]

/** Whose money the facility at this place of the list is built with. */
export function sourceAt(index: number): FundSource {
  const sources = ['special-bond', 'local-budget', 'central-budget'] as const
  return sources[index % sources.length]!
}

/** Spread over the last two years and the coming one, so that something starts, stands and opens in every quarter. */
const startMonths = [-24, -22, -19, -17, -15, -13, -11, -9, -7, -5, -3, -1, 2]

export const sampleFacilities: readonly SampleFacility[] = kinds
  .flatMap((kind) => Array.from({ length: kind.count }, (_, place) => ({ kind, place })))
  .map(({ kind, place }, index) => {
    const regionCode = districts[index % districts.length]!
    const names = roads[regionCode]!
    const name = names[(Math.floor(index / districts.length) + place) % names.length]!
    const startMonth = startMonths[(index * 5) % startMonths.length]!
    return {
      code: `HF-${String(index + 1).padStart(4, '0')}`,
      name: `${name}${kind.suffix}`,
      facilityKind: kind.facilityKind,
      regionCode,
      capacity: kind.capacity,
      budgetFen: Math.round(kind.budgetYuan * (0.85 + ((index * 7) % 31) / 100)) * 100,
      startMonth,
      needMonth: startMonth + kind.months,
      course: startMonth > 0 ? { kind: 'steady' as const } : courses[(index * 3) % courses.length]!,
    }
  })
