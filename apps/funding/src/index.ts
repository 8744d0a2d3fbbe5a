export { FundingModule } from './funding.module.js'
export { physicalProgressProjection } from './gap/physical-progress.projection.js'
export { ledgerDecider } from './ledger/ledger.js'
