import { idsOf, type Term } from './term.js'

export const facilityGroups = {
  school: { zh: '学校', en: 'Schools' },
  health: { zh: '医疗卫生', en: 'Health' },
  sport: { zh: '体育', en: 'Sport' },
  culture: { zh: '文化', en: 'Culture' },
  other: { zh: '其他', en: 'Other' },
} as const satisfies Record<string, Term>

export type FacilityGroup = keyof typeof facilityGroups

export const facilityKinds = {
  kindergarten: { zh: '幼儿园', en: 'Kindergarten', group: 'school' },
  'primary-school': { zh: '小学', en: 'Primary school', group: 'school' },
  'junior-middle-school': { zh: '初中', en: 'Junior middle school', group: 'school' },
  'nine-year-school': { zh: '九年一贯制学校', en: 'Nine-year school', group: 'school' },
  'senior-high-school': { zh: '普通高中', en: 'Senior high school', group: 'school' },
  'complete-secondary-school': { zh: '完全中学', en: 'Complete secondary school', group: 'school' },
  'special-education-school': { zh: '特殊教育学校', en: 'Special education school', group: 'school' },
  'vocational-school': { zh: '中职学校', en: 'Vocational school', group: 'school' },
  university: { zh: '高校', en: 'University', group: 'school' },
  'teacher-housing': { zh: '教师周转宿舍', en: 'Teacher housing', group: 'school' },
  'general-hospital': { zh: '综合医院', en: 'General hospital', group: 'health' },
  'chinese-medicine-hospital': { zh: '中医院', en: 'Chinese medicine hospital', group: 'health' },
  'specialist-hospital': { zh: '专科医院', en: 'Specialist hospital', group: 'health' },
  'maternal-child-hospital': { zh: '妇幼保健院', en: 'Maternal and child hospital', group: 'health' },
  'disease-control-centre': { zh: '疾控中心', en: 'Disease control centre', group: 'health' },
  'community-health-centre': { zh: '社区卫生服务中心', en: 'Community health centre', group: 'health' },
  'township-health-centre': { zh: '乡镇卫生院', en: 'Township health centre', group: 'health' },
  gymnasium: { zh: '体育馆', en: 'Gymnasium', group: 'sport' },
  stadium: { zh: '体育场', en: 'Stadium', group: 'sport' },
  natatorium: { zh: '游泳馆', en: 'Swimming pool', group: 'sport' },
  'sports-park': { zh: '体育公园', en: 'Sports park', group: 'sport' },
  'sports-court': { zh: '社会足球场/多功能运动场', en: 'Football pitch or sports court', group: 'sport' },
  'fitness-trail': { zh: '健身步道', en: 'Fitness trail', group: 'sport' },
  'community-fitness-path': { zh: '社区健身路径', en: 'Community fitness path', group: 'sport' },
  'training-centre': { zh: '训练中心', en: 'Training centre', group: 'sport' },
  museum: { zh: '博物馆', en: 'Museum', group: 'culture' },
  'cultural-centre': { zh: '文化馆', en: 'Cultural centre', group: 'culture' },
  'other-facility': { zh: '其他设施', en: 'Other facility', group: 'other' },
} as const satisfies Record<string, Term & { group: FacilityGroup }>

export type FacilityKind = keyof typeof facilityKinds
export const facilityKindIds = idsOf(facilityKinds)
