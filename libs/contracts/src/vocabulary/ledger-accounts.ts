import { idsOf, type Term } from './term.js'

/** 试算平衡表科目: between which of them an entry moves money is said by the funding service. */
export const ledgerAccounts = {
  plan: { zh: '投资计划', en: 'Investment plan' },
  'plan-issued': { zh: '已下达计划', en: 'Plan issued' },
  quota: { zh: '预算指标', en: 'Budget quota' },
  'quota-issued': { zh: '已下达指标', en: 'Quota issued' },
  cash: { zh: '资金结存', en: 'Cash' },
  funding: { zh: '资金来源', en: 'Funding' },
  contracts: { zh: '合同', en: 'Contracts' },
  committed: { zh: '合同义务', en: 'Committed' },
  works: { zh: '建筑安装工程', en: 'Works certified' },
  payable: { zh: '应付工程款', en: 'Payable' },
  advances: { zh: '预付工程款', en: 'Advances' },
  retained: { zh: '质保金', en: 'Retention held' },
  'in-transit': { zh: '调剂在途', en: 'Transfers in transit' },
  settled: { zh: '结算审定', en: 'Settled' },
  settlement: { zh: '结算', en: 'Settlement' },
  final: { zh: '决算审定', en: 'Final accounts approved' },
  'final-accounts': { zh: '竣工财务决算', en: 'Final accounts' },
} as const satisfies Record<string, Term>
export type LedgerAccount = keyof typeof ledgerAccounts
export const ledgerAccountIds = idsOf(ledgerAccounts)
