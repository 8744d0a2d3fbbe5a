import { idsOf, type Term } from './term.js'

export const fundSources = {
  'central-budget': { zh: '中央预算内投资', en: 'Central budget investment' },
  'ultra-long-treasury': { zh: '超长期特别国债', en: 'Ultra-long special treasury bonds' },
  'general-bond': { zh: '一般债', en: 'General bonds' },
  'special-bond': { zh: '专项债', en: 'Special-purpose bonds' },
  'provincial-special': { zh: '省级专项', en: 'Provincial special funds' },
  'local-budget': { zh: '市/县财政', en: 'City or county budget' },
  'sports-lottery': { zh: '体彩公益金', en: 'Sports lottery fund' },
  'own-funds': { zh: '自筹', en: 'Own funds' },
  'bank-loan': { zh: '银行贷款', en: 'Bank loan' },
  'social-capital': { zh: '社会资本/PPP', en: 'Private capital or PPP' },
  donation: { zh: '捐赠', en: 'Donation' },
  'national-education-fund': { zh: '国家教育发展基金', en: 'National education fund' },
} as const satisfies Record<string, Term>
export type FundSource = keyof typeof fundSources
export const fundSourceIds = idsOf(fundSources)

export const ledgerEntries = {
  allocation: { zh: '投资计划下达', en: 'Allocation' },
  quota: { zh: '预算指标', en: 'Budget quota' },
  'funds-in-place': { zh: '资金到位', en: 'Funds in place' },
  commitment: { zh: '合同签订', en: 'Commitment' },
  change: { zh: '合同变更', en: 'Contract change' },
  'certified-work': { zh: '计量核定', en: 'Certified work' },
  disbursement: { zh: '支付', en: 'Disbursement' },
  advance: { zh: '预付款', en: 'Advance' },
  recovery: { zh: '预付款抵扣', en: 'Recovery of an advance' },
  retention: { zh: '扣留质保金', en: 'Retention' },
  release: { zh: '返还质保金', en: 'Release of retention' },
  refund: { zh: '退回', en: 'Refund' },
  'transfer-out': { zh: '调剂转出', en: 'Transfer to another project' },
  'transfer-in': { zh: '调剂转入', en: 'Transfer from another project' },
  settlement: { zh: '结算', en: 'Settlement' },
  'final-accounts': { zh: '竣工财务决算', en: 'Final accounts' },
  'surplus-return': { zh: '结余缴回', en: 'Return of surplus' },
  reversal: { zh: '冲销', en: 'Reversal' },
} as const satisfies Record<string, Term>
export type LedgerEntryKind = keyof typeof ledgerEntries
export const ledgerEntryIds = idsOf(ledgerEntries)

/** Kinds that move money of their own; a reversal takes one of them back. */
export type BookedKind = Exclude<LedgerEntryKind, 'reversal'>
