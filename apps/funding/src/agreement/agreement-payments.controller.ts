import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common'
import { ApiCreatedResponse, ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { DomainError } from '@zhuji/kernel'
import {
  AskedDays,
  assertAllowed,
  Caller,
  CommandRoute,
  IdParam,
  partOf,
  Permission,
  TwoClocksQuery,
} from '@zhuji/platform'
import { LedgerCommands } from '../ledger/ledger.commands.js'
import { findingAnswers } from '../ledger/ledger-answers.js'
import { DryRunQuery } from '../ledger/ledger.dto.js'
import type { ReversalRequest } from '../ledger/reverse-entry.js'
import { sharedPayment, sharePostings } from '../ledger/shared-postings.js'
import { AgreementPaymentBody, SharedPostingAnswer, SharedTrialAnswer } from '../ledger/shared-postings.dto.js'
import { ledgerPart, postingParts, SharedRecording } from '../ledger/shared-recording.js'
import { AgreementPaymentsAnswer } from './agreement.answer.dto.js'
import { AgreementCommands, type PaymentListener } from './agreement.commands.js'
import { ReversePaymentBody } from './agreement.dto.js'
import { Agreements } from './agreements.repository.js'
import { VisibleAgreements } from './visible-agreements.js'

/** Payments of an agreement: the agreement and the ledgers of all shares record them, or none. */
@ApiTags('funding')
@ApiExtraModels(SharedTrialAnswer)
@Controller('api/v1/funding/agreements/:agreementId')
export class AgreementPaymentsController {
  constructor(
    private readonly shared: SharedRecording,
    private readonly commands: AgreementCommands,
    private readonly entries: LedgerCommands,
    private readonly agreements: Agreements,
    private readonly visible: VisibleAgreements,
    private readonly days: AskedDays,
  ) {}

  @Post('payments')
  @Permission('funding.post')
  @CommandRoute()
  @ApiOperation({ summary: '协议支付分摊 / one payment of an agreement, shared by its projects' })
  @ApiCreatedResponse({ type: SharedPostingAnswer })
  @ApiOkResponse({ type: SharedTrialAnswer, description: 'With dryRun=true' })
  async pay(
    @IdParam('agreementId') agreementId: string,
    @Body() body: AgreementPaymentBody,
    @Query() { dryRun }: DryRunQuery,
    @Caller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SharedPostingAnswer | SharedTrialAnswer> {
    if (body.historical) assertAllowed(caller.principal, 'imports.run', {})
    const payment = sharedPayment({ ...body, agreementId })
    const ledgers = postingParts(this.entries, sharePostings(payment))
    const lead = {
      recorded: () => partOf(this.commands.pay(), agreementId, payment),
      tried: (listener: PaymentListener) => partOf(this.commands.pay(listener), agreementId, payment),
    }
    if (!dryRun) return this.shared.record(ledgers, caller, lead)
    void reply.status(200)
    return this.shared.rehearse(ledgers, caller, lead)
  }

  @Get('payments')
  @Permission('funding.read')
  @ApiOperation({ summary: '协议支付 / the payments with their shares, newest first' })
  @ApiOkResponse({ type: AgreementPaymentsAnswer })
  async payments(
    @IdParam('agreementId') agreementId: string,
    @Query() asked: TwoClocksQuery,
    @Caller() caller: Caller,
  ): Promise<AgreementPaymentsAnswer> {
    const clocks = this.days.of(asked)
    const { projects } = await this.visible.get(agreementId, caller, clocks)
    const inScope = new Set(projects.map(({ projectId }) => projectId))
    const items = (await this.agreements.payments(agreementId, clocks)).map(({ agreementId: _, ...payment }) => {
      const shares = payment.shares.filter(({ projectId }) => inScope.has(projectId))
      const shownFen = shares.reduce((fen, { amountFen }) => fen + amountFen, 0)
      const marked = payment.findings.map((finding) => ({ ...finding, consequence: 'marked' as const }))
      const findings = findingAnswers(marked, caller.language)
      return { ...payment, shares, otherSharesFen: payment.amountFen - shownFen, findings }
    })
    return { items }
  }

  @Post('reversals')
  @Permission('funding.reverse')
  @CommandRoute()
  @ApiOperation({ summary: '协议支付冲销 / take one payment back, with all its shares' })
  @ApiCreatedResponse({ type: SharedPostingAnswer })
  @ApiOkResponse({ type: SharedTrialAnswer, description: 'With dryRun=true' })
  async reverse(
    @IdParam('agreementId') agreementId: string,
    @Body() body: ReversePaymentBody,
    @Query() { dryRun }: DryRunQuery,
    @Caller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SharedPostingAnswer | SharedTrialAnswer> {
    const { paymentId, ...reversal } = body
    const payment = (await this.agreements.payments(agreementId)).find((each) => each.paymentId === paymentId)
    if (!payment) throw new DomainError('not-found', 'payment-unknown', { field: 'paymentId', figures: { paymentId } })
    const { documentNumber: paymentDocument, shares } = payment
    const ledgers = shares.map(({ projectId, entryId }) =>
      ledgerPart<ReversalRequest>(
        projectId,
        { ...reversal, entryId, paymentId },
        { recorded: this.entries.reverse, tried: (listener) => this.entries.reverseTrial(listener) },
      ),
    )
    const whole = { ...body, agreementId, paymentDocument }
    const { projectId } = shares[0]!
    const lead = {
      recorded: () => partOf(this.commands.takeBack(projectId), agreementId, whole),
      tried: (listener: PaymentListener) => partOf(this.commands.takeBack(projectId, listener), agreementId, whole),
    }
    if (!dryRun) return this.shared.record(ledgers, caller, lead)
    void reply.status(200)
    return this.shared.rehearse(ledgers, caller, lead)
  }
}
