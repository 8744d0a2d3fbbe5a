import { fundSourceIds } from '@zhuji/contracts'
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger'
import { FindingAnswer } from '../ledger/ledger.answer.dto.js'

const fen = (description: string, example: number) => ({
  type: 'integer' as const,
  format: 'int64',
  description,
  example,
})

export class AgreementProjectAnswer {
  @ApiProperty({ format: 'uuid' })
  projectId: string

  @ApiProperty({ example: '蜀山区振兴路小学' })
  name: string
}

export class AgreementAnswer {
  @ApiProperty({ format: 'uuid' })
  agreementId: string

  @ApiProperty({ example: '2026年校舍加固工程总承包协议' })
  name: string

  @ApiProperty({ example: '安徽某建设集团' })
  counterparty: string

  @ApiProperty({ example: 'XY-2026-0004' })
  documentNumber: string

  @ApiProperty({ format: 'date', example: '2026-02-01' })
  signedOn: string

  @ApiProperty(fen('签订金额', 9_600_000_000))
  signedFen: number

  @ApiProperty(fen('现协议金额，含变更 / as signed and changed since', 9_900_000_000))
  agreedFen: number

  @ApiProperty(fen('已支付 / payments that stand', 90_000_000))
  paidFen: number

  @ApiProperty(fen('未支付 / agreed less paid; negative only where history says so', 9_810_000_000))
  openFen: number

  @ApiProperty({ type: [AgreementProjectAnswer], description: '所含项目中可见的 / those in your scope' })
  projects: readonly AgreementProjectAnswer[]

  @ApiProperty({ description: '所含项目总数 / all it covers, also those out of your scope' })
  projectCount: number
}

export class ShareAnswer {
  @ApiProperty({ format: 'uuid' })
  projectId: string

  @ApiProperty({ format: 'uuid', description: '该项目台账中的记录' })
  entryId: string

  @ApiProperty(fen('份额', 30_000_000))
  amountFen: number
}

export class AgreementPaymentAnswer {
  @ApiProperty({ format: 'uuid' })
  paymentId: string

  @ApiProperty(fen('支付金额', 90_000_000))
  amountFen: number

  @ApiProperty({ enum: fundSourceIds })
  source: string

  @ApiPropertyOptional()
  batch?: string

  @ApiProperty({ example: 'ZF-2026-0107' })
  documentNumber: string

  @ApiPropertyOptional()
  counterparty?: string

  @ApiPropertyOptional()
  text?: string

  @ApiProperty({ format: 'date' })
  occurredOn: string

  @ApiProperty({ type: [ShareAnswer], description: '各项目份额 / those in your scope' })
  shares: readonly ShareAnswer[]

  @ApiProperty(fen('其他项目份额 / shares of projects out of your scope, in one sum', 0))
  otherSharesFen: number

  @ApiProperty({ type: String, nullable: true, description: '冲销单据号 / of the reversal, if any' })
  reversedBy: string | null

  @ApiProperty({ type: [FindingAnswer], description: '历史记录违反的规则 / rules that history broke' })
  findings: readonly FindingAnswer[]
}

export class AgreementPaymentsAnswer {
  @ApiProperty({ type: [AgreementPaymentAnswer] })
  items: readonly AgreementPaymentAnswer[]
}
