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
  'funds-in-place': { zh: '资金到位', en: 'Funds in place' },
  commitment: { zh: '合同签订', en: 'Commitment' },
  'certified-work': { zh: '计量核定', en: 'Certified work' },
  disbursement: { zh: '支付', en: 'Disbursement' },
  refund: { zh: '退回', en: 'Refund' },
  reversal: { zh: '冲销', en: 'Reversal' },
} as const satisfies Record<string, Term>
export type LedgerEntryKind = keyof typeof ledgerEntries
export const ledgerEntryIds = idsOf(ledgerEntries)
