import { courses, facilityId, kinds, type SampleFacility } from '@zhuji/standalone'

/** A province by its divisions; districts are numbered, because their real borders do not matter for load. */
const cities = [
  '合肥市 芜湖市 蚌埠市 淮南市 马鞍山市 淮北市 铜陵市 安庆市',
  '黄山市 滁州市 阜阳市 宿州市 六安市 亳州市 池州市 宣城市',
]
  .join(' ')
  .split(' ')
const DISTRICTS_A_CITY = 8

export interface Division {
  readonly code: string
  readonly name: string
  readonly parentCode?: string
}

const codeOf = (...places: readonly number[]): string =>
  `34${places.map((place) => String(place).padStart(2, '0')).join('')}`

/** Parents before their children. */
export const divisions: readonly Division[] = [
  { code: '34', name: '安徽省' },
  ...cities.map((name, city) => ({ code: codeOf(city + 1), name, parentCode: '34' })),
  ...cities.flatMap((name, city) =>
    Array.from({ length: DISTRICTS_A_CITY }, (_, district) => ({
      code: codeOf(city + 1, district + 1),
      name: `${name}第${district + 1}区`,
      parentCode: codeOf(city + 1),
    })),
  ),
]

const weighted = kinds.flatMap((kind) => Array.from({ length: kind.count }, () => kind))
const YEARS_MAX = 10

/**
 * The facility at a place of the province's list, always the same: of every kind and course, begun within ten years, most
 * of them longer than the sample's, because large works are what fills a log.
 */
export function facilityAt(index: number): SampleFacility {
  const random = randomFrom(index + 1)
  const kind = weighted[Math.floor(random() * weighted.length)]!
  const [city, district] = [Math.floor(random() * cities.length), Math.floor(random() * DISTRICTS_A_CITY)]
  const months = Math.round(kind.months * (1 + random()))
  const startMonth = -1 - Math.floor(random() * 12 * YEARS_MAX)
  return {
    code: `AH-${String(index + 1).padStart(6, '0')}`,
    name: `${cities[city]}第${index + 1}${kind.suffix}`,
    facilityKind: kind.facilityKind,
    regionCode: codeOf(city + 1, district + 1),
    capacity: kind.capacity,
    budgetFen: Math.round(kind.budgetYuan * (0.7 + random() * 0.6)) * 100,
    startMonth,
    needMonth: startMonth + months,
    course: courses[Math.floor(random() * courses.length)]!,
  }
}

/** Of the project that a facility is registered as. */
export const projectIdAt = (index: number): string => facilityId(facilityAt(index))

/** Mulberry32: the same numbers on every machine. */
function randomFrom(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b9)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
