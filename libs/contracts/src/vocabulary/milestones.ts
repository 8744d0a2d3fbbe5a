import { idsOf, type Term } from './term.js'

/**
 * The common spine of milestones in their order. A project's stage is the farthest of these it has reached; templates
 * per facility kind add tails (kitchen, medical gases, turf …) that are planned and reached but do not move the stage.
 */
export const spineMilestones = {
  proposal: { zh: '立项（项目建议书）', en: 'Proposal approved' },
  feasibility: { zh: '可研批复', en: 'Feasibility approved' },
  design: { zh: '初步设计与概算批复', en: 'Design and budget approved' },
  'funds-secured': { zh: '资金落实', en: 'Funds secured' },
  tendering: { zh: '招标', en: 'Tendering' },
  contracting: { zh: '合同签订', en: 'Contracting' },
  permit: { zh: '施工许可', en: 'Building permit' },
  start: { zh: '开工', en: 'Construction started' },
  foundation: { zh: '基础/正负零', en: 'Foundation' },
  structure: { zh: '主体', en: 'Structure' },
  'topping-out': { zh: '封顶', en: 'Topped out' },
  'fitting-out': { zh: '装饰与机电', en: 'Fitting out' },
  'outdoor-works': { zh: '室外工程', en: 'Outdoor works' },
  'pre-acceptance': { zh: '竣工预验收', en: 'Pre-acceptance' },
  'works-complete': { zh: '完工', en: 'Works complete' },
  acceptance: { zh: '竣工验收', en: 'Acceptance' },
  settlement: { zh: '结算', en: 'Settlement' },
  'final-accounts': { zh: '竣工财务决算', en: 'Final accounts' },
  handover: { zh: '资产移交', en: 'Handover' },
  'in-use': { zh: '投入使用', en: 'In use' },
} as const satisfies Record<string, Term>

export const tailMilestones = {
  kitchen: { zh: '食堂', en: 'Kitchen and canteen' },
  'sports-field-test': { zh: '运动场/跑道检测', en: 'Sports field and track tested' },
  'indoor-air-test': { zh: '室内空气检测', en: 'Indoor air tested' },
  furnishing: { zh: '设备家具', en: 'Equipment and furniture' },
  'admission-notice': { zh: '招生公告', en: 'Admission announced' },
  'clean-rooms': { zh: '洁净工程', en: 'Clean rooms' },
  'medical-gases': { zh: '医用气体', en: 'Medical gases' },
  'radiation-protection': { zh: '放射防护', en: 'Radiation protection' },
  'liquid-oxygen': { zh: '液氧站', en: 'Liquid oxygen station' },
  'sewage-treatment': { zh: '污水处理', en: 'Sewage treatment' },
  'large-equipment': { zh: '大型设备', en: 'Large equipment' },
  'practice-licence': { zh: '执业许可', en: 'Practice licence' },
  relocation: { zh: '搬迁', en: 'Relocation' },
  'steel-or-membrane': { zh: '钢结构/膜结构', en: 'Steel or membrane structure' },
  'stand-seats': { zh: '看台座椅', en: 'Stand seats' },
  turf: { zh: '塑胶/草坪', en: 'Track surface and turf' },
  'water-quality': { zh: '水质', en: 'Water quality' },
  lighting: { zh: '灯光', en: 'Lighting' },
  'trial-opening': { zh: '试开放', en: 'Trial opening' },
  /** A facility can be in use (handed to its users) before the public is let in: teachers move in, the hospital trains. */
  opened: { zh: '对外招生/开诊/开放', en: 'Open to the public' },
  /** Entered in the statistics of investment, usually a month after the start. */
  'in-statistics': { zh: '入统', en: 'In statistics' },
} as const satisfies Record<string, Term>

export const milestones = { ...spineMilestones, ...tailMilestones } as const

export type SpineMilestone = keyof typeof spineMilestones
export type Milestone = keyof typeof milestones
export const spineMilestoneIds = idsOf(spineMilestones)
export const milestoneIds = idsOf(milestones)

/** Position on the spine, from 0; -1 for a tail milestone. */
export function spineRank(milestone: Milestone): number {
  return (spineMilestoneIds as readonly string[]).indexOf(milestone)
}

/** What is done by somebody else where a facility comes ready-built: the spine from the start to the completion of works. */
export const buildMilestones: readonly Milestone[] = spineMilestoneIds.slice(
  spineRank('start'),
  spineRank('works-complete') + 1,
)
