import { Body, Controller, Post, Query, Res } from '@nestjs/common'
import { ApiCreatedResponse, ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { Caller, CommandRoute, Permission } from '@zhuji/platform'
import { LedgerCommands } from './ledger.commands.js'
import { DryRunQuery } from './ledger.dto.js'
import { transferPostings } from './shared-postings.js'
import { SharedPostingAnswer, SharedTrialAnswer, TransferBody } from './shared-postings.dto.js'
import { postingParts, SharedRecording } from './shared-recording.js'

/** What moves between two ledgers: both record it, or none. The caller must be allowed to post in each. */
@ApiTags('funding')
@ApiExtraModels(SharedTrialAnswer)
@Controller('api/v1/funding/transfers')
export class TransfersController {
  constructor(
    private readonly shared: SharedRecording,
    private readonly commands: LedgerCommands,
  ) {}

  @Post()
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
    const ledgers = postingParts(this.commands, transferPostings(body))
    if (!dryRun) return this.shared.record(ledgers, caller)
    void reply.status(200)
    return this.shared.rehearse(ledgers, caller)
  }
}
