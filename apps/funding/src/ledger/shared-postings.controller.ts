import { Body, Controller, Post, Query } from '@nestjs/common'
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { answerOf, Caller, CommandDesk, CommandRoute, IdParam, partOf, Permission } from '@zhuji/platform'
import type { Ledger } from './ledger.js'
import { balancesAnswer } from './ledger-answers.js'
import { LedgerCommands } from './ledger.commands.js'
import { DryRunQuery } from './ledger.dto.js'
import { agreementPostings, type LedgerPosting, transferPostings } from './shared-postings.js'
import { AgreementPaymentBody, SharedPostingAnswer, TransferBody } from './shared-postings.dto.js'

/** What moves in several ledgers at once: all of them record it, or none. The caller must be allowed to post in each. */
@ApiTags('funding')
@Controller('api/v1/funding')
export class SharedPostingsController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly commands: LedgerCommands,
  ) {}

  @Post('transfers')
  @Permission('funding.post')
  @CommandRoute()
  @ApiOperation({ summary: '调剂 / move money from one project to another' })
  @ApiCreatedResponse({ type: SharedPostingAnswer })
  transfer(
    @Body() body: TransferBody,
    @Query() { dryRun }: DryRunQuery,
    @Caller() caller: Caller,
  ): Promise<SharedPostingAnswer> {
    return this.post(transferPostings(body), caller, dryRun)
  }

  @Post('agreements/:agreementId/payments')
  @Permission('funding.post')
  @CommandRoute()
  @ApiOperation({ summary: '协议支付分摊 / one payment of an agreement, shared by its projects' })
  @ApiCreatedResponse({ type: SharedPostingAnswer })
  pay(
    @IdParam('agreementId') agreementId: string,
    @Body() body: AgreementPaymentBody,
    @Query() { dryRun }: DryRunQuery,
    @Caller() caller: Caller,
  ): Promise<SharedPostingAnswer> {
    return this.post(agreementPostings({ ...body, agreementId }), caller, dryRun)
  }

  private async post(
    postings: readonly LedgerPosting[],
    caller: Caller,
    dryRun: boolean | undefined,
  ): Promise<SharedPostingAnswer> {
    const parts = postings.map(({ projectId, request, claims = [] }) =>
      partOf(this.commands.claiming(claims), projectId, request),
    )
    const outcomes = await this.desk.runTogether(parts as [(typeof parts)[0]], caller, { dryRun })
    return {
      ...answerOf(outcomes[0]!),
      alreadyPosted: outcomes[0]!.receipt.events.length === 0,
      ledgers: outcomes.map(({ state }, place) => ({
        projectId: postings[place]!.projectId,
        balances: balancesAnswer((state as Ledger).balances),
      })),
    }
  }
}
