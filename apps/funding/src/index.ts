export { balanceDaysProjection } from './balances/balance-days.projection.js'
export { FundingModule } from './funding.module.js'
export { physicalProgressProjection } from './gap/physical-progress.projection.js'
export { ledgerDecider } from './ledger/ledger.js'
