import { Body, Controller, Post, Query, Res } from '@nestjs/common'
import { ApiCreatedResponse, ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { Caller, CommandRoute, IdParam, Permission } from '@zhuji/platform'
import { DryRunQuery } from './ledger.dto.js'
import { agreementPostings, faultsOfShares, refuseFaults, transferPostings } from './shared-postings.js'
import { AgreementPaymentBody, SharedPostingAnswer, SharedTrialAnswer, TransferBody } from './shared-postings.dto.js'
import { SharedRecording } from './shared-recording.js'

/** What moves in several ledgers at once: all of them record it, or none. The caller must be allowed to post in each. */
@ApiTags('funding')
@ApiExtraModels(SharedTrialAnswer)
@Controller('api/v1/funding')
export class SharedPostingsController {
  constructor(private readonly shared: SharedRecording) {}

  @Post('transfers')
  @Permission('funding.post')
  @CommandRoute()
  @ApiOperation({ summary: '调剂 / move money from one project to another' })
  @ApiCreatedResponse({ type: SharedPostingAnswer })
  @ApiOkResponse({ type: SharedTrialAnswer, description: 'With dryRun=true' })
  async transfer(
    @Body() body: TransferBody,
    @Query() { dryRun }: DryRunQuery,
    @Caller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SharedPostingAnswer | SharedTrialAnswer> {
    const postings = transferPostings(body)
    if (!dryRun) return this.shared.record(postings, caller)
    void reply.status(200)
    return this.shared.rehearse(postings, caller)
  }

  @Post('agreements/:agreementId/payments')
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
    const postings = agreementPostings({ ...body, agreementId })
    const faults = faultsOfShares(body)
    if (!dryRun) {
      refuseFaults(faults)
      return this.shared.record(postings, caller)
    }
    void reply.status(200)
    return this.shared.rehearse(postings, caller, faults)
  }
}
