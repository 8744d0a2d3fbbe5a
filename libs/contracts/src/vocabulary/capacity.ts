import { idsOf, type Term } from './term.js'

/** What a facility offers, each kind with its one unit. Boarding beds and hospital beds are never added up. */
export const capacityKinds = {
  'school-places': { zh: '学位', en: 'School places', unit: { zh: '个', en: 'places' } },
  'boarding-beds': { zh: '寄宿床位', en: 'Boarding beds', unit: { zh: '张', en: 'beds' } },
  'hospital-beds': { zh: '病床', en: 'Hospital beds', unit: { zh: '张', en: 'beds' } },
  classes: { zh: '班', en: 'Classes', unit: { zh: '个', en: 'classes' } },
  'floor-area': { zh: '建筑面积', en: 'Floor area', unit: { zh: '㎡', en: 'm²' } },
  'trail-length': { zh: '步道长度', en: 'Trail length', unit: { zh: '公里', en: 'km' } },
  dwellings: { zh: '住房', en: 'Dwellings', unit: { zh: '套', en: 'dwellings' } },
  paths: { zh: '健身路径', en: 'Fitness paths', unit: { zh: '条', en: 'paths' } },
  'sports-grounds': { zh: '场地', en: 'Sports grounds', unit: { zh: '个', en: 'grounds' } },
  seats: { zh: '看台座席', en: 'Seats', unit: { zh: '个', en: 'seats' } },
} as const satisfies Record<string, Term & { unit: Term }>

export type CapacityKind = keyof typeof capacityKinds
export const capacityKindIds = idsOf(capacityKinds)
