import type { MessageCatalogue } from '@zhuji/platform'

/** One sentence for every rule of the ledger, with the figures a clerk needs to see why. */
export const fundingMessages: MessageCatalogue = {
  'entry-in-future': {
    zh: '发生日 {occurredOn} 晚于今天 {today}。',
    en: 'The day {occurredOn} lies after today, {today}.',
  },
  'source-missing': {
    zh: '{entry} {amountFen} 须注明资金来源。',
    en: 'The {entry} of {amountFen} must name its source of funds.',
  },
  'funds-not-in-place': {
    zh: '{source} 到位 {inPlaceFen}，已支付（扣除退回）{disbursedFen}，本次 {amountFen}，尚缺 {missingFen}。',
    en: 'Of {source}, {inPlaceFen} is in place and {disbursedFen} is paid (less refunds); {amountFen} more leaves {missingFen} missing.',
  },
  'refund-above-disbursed': {
    zh: '{source} 已支付 {disbursedFen}，已退回 {refundedFen}，本次 {amountFen}，退回将超出支付 {excessFen}。',
    en: 'Of {source}, {disbursedFen} was paid and {refundedFen} refunded; with {amountFen} refunds exceed payments by {excessFen}.',
  },
  'commitment-above-budget': {
    zh: '概算 {approvedBudgetFen}，已签合同 {committedFen}，本次 {amountFen}，超概算 {excessFen}；调整概算须先在项目登记中批复。',
    en: 'The approved budget is {approvedBudgetFen}, {committedFen} is committed; with {amountFen} it is exceeded by {excessFen}. A raised budget must first be recorded in the register.',
  },
  'certified-above-commitment': {
    zh: '合同 {committedFen}，已计量核定 {certifiedFen}，本次 {amountFen}，核定将超出合同 {excessFen}。',
    en: 'Contracts are {committedFen}, certified work {certifiedFen}; with {amountFen} certified work exceeds contracts by {excessFen}.',
  },
  'allocation-above-budget': {
    zh: '概算 {approvedBudgetFen}，已下达 {allocatedFen}，本次 {amountFen}，下达超概算 {excessFen}。',
    en: 'The approved budget is {approvedBudgetFen}, {allocatedFen} is allocated; with {amountFen} allocations exceed it by {excessFen}.',
  },
  'in-place-above-allocated': {
    zh: '{source} 下达 {allocatedFen}，已到位 {inPlaceFen}，本次 {amountFen}，到位超下达 {excessFen}。',
    en: 'Of {source}, {allocatedFen} is allocated and {inPlaceFen} in place; with {amountFen} it exceeds the allocation by {excessFen}.',
  },
  'payment-before-contract': {
    zh: '支付 {amountFen} 发生于 {occurredOn}，早于最早的合同签订日（{contractedOn}）。',
    en: 'The payment of {amountFen} on {occurredOn} comes before the first contract ({contractedOn}).',
  },
  'payment-repeated': {
    zh: '同日（{occurredOn}）同额（{amountFen}）同来源的支付已记在单据 {documentNumber}，请核对是否重复。',
    en: 'A payment of the same day ({occurredOn}), amount ({amountFen}) and source is posted under document {documentNumber}; check whether it is the same one.',
  },
  'document-already-posted': {
    zh: '单据 {documentNumber} 已于 {postedOn} 记账 {postedFen}（来源 {postedSource}），与本次 {occurredOn} 的 {amountFen}（来源 {source}）不符。',
    en: 'Document {documentNumber} is posted with {postedFen} on {postedOn} (source {postedSource}), not with {amountFen} on {occurredOn} (source {source}).',
  },
  'payment-copied': {
    zh: '{occurredOn} 的支付 {amountFen}（单据 {documentNumber}）已记在 {holder}：往来单位（或协议）、日期、金额相同，或同一责任单位的同一单据。一笔支付供多个项目时应分摊，不得逐项目重复；确为另一笔的，请在 distinct 中说明理由。',
    en: 'The payment of {amountFen} on {occurredOn} (document {documentNumber}) is posted in {holder}: the same counterparty or agreement, day and amount, or the same document of one owner. One payment for several projects is shared, never copied; if it is another one, say why in distinct.',
  },
  'agreement-unknown': { zh: '没有这份协议。', en: 'There is no such agreement.' },
  'agreement-already-signed': {
    zh: '这份协议已以文号 {documentNumber} 签订；金额或项目有变请登记协议变更。',
    en: 'This agreement is signed as {documentNumber}; record a change of its amount or projects.',
  },
  'agreement-not-signed': {
    zh: '协议 {agreementId} 尚未登记，不能支付 {amountFen}。',
    en: 'The agreement {agreementId} is not recorded: {amountFen} cannot be paid for it.',
  },
  'agreement-document-posted': {
    zh: '协议单据 {documentNumber} 已登记 {postedFen}，与本次 {amountFen} 或其分摊不符。',
    en: 'The document {documentNumber} of the agreement is recorded with {postedFen}, not with {amountFen} or not so shared.',
  },
  'agreement-change-empty': {
    zh: '变更既没有金额也没有增加的项目。',
    en: 'The change has neither an amount nor a further project.',
  },
  'agreement-below-paid': {
    zh: '现协议金额 {agreedFen}，已支付 {paidFen}，调减后为 {afterFen}，低于已支付。',
    en: 'The agreement is {agreedFen} and {paidFen} is paid; {afterFen} would be less than that.',
  },
  'project-covered-already': {
    zh: '项目 {projectId} 已在协议中。',
    en: 'The agreement covers the project {projectId} already.',
  },
  'project-not-covered': {
    zh: '项目 {projectId} 不在协议中，不能分摊 {amountFen}。',
    en: 'The agreement does not cover the project {projectId}: it is given no share of {amountFen}.',
  },
  'payment-above-agreement': {
    zh: '协议金额（含变更）{agreedFen}，已支付 {paidFen}，本次 {amountFen}，超协议 {excessFen}。',
    en: 'The agreement with its changes is {agreedFen}, {paidFen} is paid; {amountFen} exceeds it by {excessFen}.',
  },
  'payment-unknown': {
    zh: '协议没有这笔支付（{paymentId}）。',
    en: 'The agreement has no payment {paymentId}.',
  },
  'share-not-reversible': {
    zh: '单据 {documentNumber}（{amountFen}）是协议支付的一份，不能单独冲销；请冲销协议 {agreementId} 的整笔支付 {paymentId}。',
    en: 'Document {documentNumber} ({amountFen}) is a share of an agreement’s payment and is not reversed alone; reverse the payment {paymentId} of the agreement {agreementId}.',
  },
  'project-given-twice': {
    zh: '项目 {projectId} 出现了两次。',
    en: 'The project {projectId} is given twice.',
  },
  'transfer-not-reversible': {
    zh: '调剂 {documentNumber}（{amountFen}）有两端，不能只冲销一端；请向项目 {counterProjectId} 反向调剂。',
    en: 'The transfer {documentNumber} of {amountFen} has two ends and is not reversed at one; transfer it back with project {counterProjectId}.',
  },
  'document-reversed': {
    zh: '单据 {documentNumber}（{amountFen}，{occurredOn}）已由 {reversedBy} 冲销，不能原样再次记账。',
    en: 'Document {documentNumber} ({amountFen}, {occurredOn}) was reversed by {reversedBy} and cannot be posted again unchanged.',
  },
  'entry-unknown': {
    zh: '本项目台账中没有这笔记录（{entryId}）。',
    en: 'The ledger of this project has no entry {entryId}.',
  },
  'entry-already-reversed': {
    zh: '单据 {documentNumber}（{amountFen}）已于 {reversedOn} 由 {reversedBy} 冲销，只能冲销一次。',
    en: 'Document {documentNumber} ({amountFen}) was reversed by {reversedBy} on {reversedOn}; an entry is reversed once.',
  },
  'reversal-not-reversible': {
    zh: '冲销单 {documentNumber} 不能再冲销，请重新记账。',
    en: 'The reversal {documentNumber} cannot be reversed; post the entry again.',
  },
  'reversal-before-entry': {
    zh: '冲销日 {occurredOn} 早于原单据 {documentNumber} 的发生日 {postedOn}。',
    en: 'The reversal on {occurredOn} lies before its entry {documentNumber} on {postedOn}.',
  },
  'batch-without-bond': {
    zh: '债券批次 {batch} 只能用于债券资金，本次来源为 {source}。',
    en: 'The batch {batch} belongs to bonds; the source given is {source}.',
  },
  'bond-batch-missing': {
    zh: '{source} 的{entry} {amountFen} 未注明债券批次，各批次余额将无法区分。',
    en: 'The {entry} of {amountFen} from {source} names no batch: issues cannot be told apart.',
  },
  'quota-above-allocation': {
    zh: '{source} 已下达计划 {allocatedFen}，已下达指标 {quotaFen}，本次 {amountFen}，指标超计划 {excessFen}。',
    en: 'Of {source}, {allocatedFen} is allocated and {quotaFen} issued as quota; with {amountFen} it exceeds the plan by {excessFen}.',
  },
  'decrease-of-other': {
    zh: '只有合同变更可以调减，{entry} 不能；需要更正时请冲销。',
    en: 'Only a contract change can decrease, not a {entry}; a mistake is reversed.',
  },
  'change-beyond-contracts': {
    zh: '现有合同 {committedFen}，变更 {amountFen} 后为 {afterFen}：没有合同可变更，或调减超出合同。',
    en: 'Contracts are {committedFen}; after the change of {amountFen} they would be {afterFen}: there is none to change, or not that much.',
  },
  'recovery-above-advance': {
    zh: '未抵扣预付款 {advancesFen}，本次 {amountFen}，超出 {excessFen}。',
    en: '{advancesFen} of advances is outstanding; {amountFen} exceeds it by {excessFen}.',
  },
  'retention-above-certified': {
    zh: '已计量核定 {certifiedFen}，已扣留质保金 {retainedFen}，本次 {amountFen}，超出 {excessFen}。',
    en: 'Certified work is {certifiedFen}, retention {retainedFen}; with {amountFen} it is exceeded by {excessFen}.',
  },
  'release-above-retention': {
    zh: '扣留的质保金 {retainedFen}，本次返还 {amountFen}，超出 {excessFen}。',
    en: '{retainedFen} of retention is held; {amountFen} exceeds it by {excessFen}.',
  },
  'paid-above-payable': {
    zh: '应付工程款 {payableFen}，本次 {amountFen}，超出 {excessFen}；应付 = 计量核定 − 抵扣 − 质保金 − 已支付。',
    en: '{payableFen} is payable; {amountFen} exceeds it by {excessFen}. Payable is certified work less recovered advances, retention and payments.',
  },
  'settled-above-committed': {
    zh: '合同及变更 {committedFen}，已结算 {settledFen}，本次 {amountFen}，结算将超出 {excessFen}；请先登记合同变更。',
    en: 'Contracts with changes are {committedFen}, {settledFen} is settled; with {amountFen} they are exceeded by {excessFen}. Record the change first.',
  },
  'final-without-settlement': {
    zh: '尚无结算，不能登记竣工财务决算 {finalFen}（本次 {amountFen}）。',
    en: 'Nothing is settled: final accounts of {finalFen} (this entry: {amountFen}) cannot stand.',
  },
  'after-final-accounts': {
    zh: '竣工财务决算 {finalFen} 之后又登记{entry} {amountFen}。',
    en: 'A {entry} of {amountFen} comes after the final accounts of {finalFen}.',
  },
  'month-planned-twice': {
    zh: '{month} 的 {source} 计划了两次。',
    en: 'The plan names {source} of {month} twice.',
  },
  'plan-reason-missing': {
    zh: '支付计划已有第 {planVersion} 版，新版本须说明理由。',
    en: 'The disbursement plan has version {planVersion}; a new one needs a reason.',
  },
}
