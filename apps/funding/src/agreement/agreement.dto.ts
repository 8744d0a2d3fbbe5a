import { BooleanField, DayField, FenField, IdField, PageQuery, TextField } from '@zhuji/platform'

export class SignAgreementBody {
  @IdField({ optional: true, description: '协议编号 / chosen by the caller, or given here' })
  agreementId?: string

  @TextField({ max: 300, example: '2026年校舍加固工程总承包协议', description: '协议名称' })
  name: string

  @TextField({ max: 200, example: '安徽某建设集团', description: '往来单位' })
  counterparty: string

  @FenField({ positive: true, example: 9_600_000_000, description: '协议金额（分）' })
  amountFen: number

  @TextField({ max: 100, example: 'XY-2026-0004', description: '协议文号' })
  documentNumber: string

  @IdField({ array: { min: 1, max: 500 }, description: '所含项目 / no other one is given a share of its payments' })
  projectIds: string[]

  @DayField({ example: '2026-02-01', description: '签订日' })
  occurredOn: string
}

export class ChangeAgreementBody {
  @FenField({ positive: true, optional: true, example: 300_000_000, description: '变更金额（分）/ absent: it stays' })
  amountFen?: number

  @BooleanField({ optional: true, description: '调减' })
  decreases?: boolean

  @IdField({ array: { min: 0, max: 500 }, optional: true, description: '增加的项目' })
  addedProjectIds?: string[]

  @TextField({ max: 100, example: 'XYBG-2026-0001', description: '变更文号 / counts once' })
  documentNumber: string

  @TextField({ max: 4000, example: '增加一所学校的加固' })
  reason: string

  @DayField({ example: '2026-06-01', description: '变更日' })
  occurredOn: string
}

export class ReversePaymentBody {
  @IdField({ description: '被冲销的支付 / the payment to take back, with all its shares' })
  paymentId: string

  @TextField({ max: 100, example: 'CX-2026-0003', description: '冲销单据号' })
  documentNumber: string

  @TextField({ max: 4000, example: '分摊项目有误' })
  reason: string

  @DayField({ example: '2026-06-10' })
  occurredOn: string
}

export class AgreementsQuery extends PageQuery {
  @IdField({ optional: true, description: '只看含此项目的协议' })
  projectId?: string

  @DayField({ optional: true, description: '获知日 / as known at the end of this day; now unless said' })
  knownOn?: string

  @DayField({ optional: true, description: '业务日 / what was agreed and paid by this day' })
  asOf?: string
}
