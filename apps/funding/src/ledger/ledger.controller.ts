import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common'
import { ApiCreatedResponse, ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import {
  AskedDays,
  allows,
  Caller,
  CommandRoute,
  decodeCursor,
  IdParam,
  KnownProjects,
  messageOf,
  type Page,
  PageAnswer,
  pageOf,
  Permission,
  VersionedAnswer,
  TwoClocksQuery,
} from '@zhuji/platform'
import { EntryAnswer, LedgerAnswer, LedgersAnswer, PostingAnswer, TrialAnswer } from './ledger.answer.dto.js'
import { LedgerCommands, targetOf } from './ledger.commands.js'
import { DryRunQuery, EntriesQuery, LedgerIdsBody, PostEntryBody, ReverseEntryBody } from './ledger.dto.js'
import { type EntryRow, Ledgers } from './ledgers.repository.js'
import { Postings } from './postings.js'
import { VisibleProjects } from './visible-projects.js'

const entriesCursor = z.object({ version: z.int().positive() })

@ApiTags('funding')
@ApiExtraModels(TrialAnswer)
@Controller('api/v1/funding/projects')
export class LedgerController {
  constructor(
    private readonly postings: Postings,
    private readonly commands: LedgerCommands,
    private readonly ledgers: Ledgers,
    private readonly projects: KnownProjects,
    private readonly visible: VisibleProjects,
    private readonly days: AskedDays,
  ) {}

  @Post(':projectId/entries')
  @Permission('funding.post')
  @CommandRoute()
  @VersionedAnswer()
  @ApiOperation({ summary: '记账 / post one entry of the project ledger' })
  @ApiCreatedResponse({ type: PostingAnswer })
  @ApiOkResponse({ type: TrialAnswer, description: 'With dryRun=true' })
  async post(
    @IdParam('projectId') id: string,
    @Body() body: PostEntryBody,
    @Query() { dryRun }: DryRunQuery,
    @Caller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PostingAnswer | TrialAnswer> {
    if (!dryRun) return this.postings.record(this.commands.post, { id, body, caller })
    void reply.status(200)
    return this.postings.rehearse((listener) => this.commands.postTrial(listener), { id, body, caller })
  }

  @Post(':projectId/reversals')
  @Permission('funding.reverse')
  @CommandRoute()
  @VersionedAnswer()
  @ApiOperation({ summary: '冲销 / take one entry back, whole and once' })
  @ApiCreatedResponse({ type: PostingAnswer })
  @ApiOkResponse({ type: TrialAnswer, description: 'With dryRun=true' })
  async reverse(
    @IdParam('projectId') id: string,
    @Body() body: ReverseEntryBody,
    @Query() { dryRun }: DryRunQuery,
    @Caller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PostingAnswer | TrialAnswer> {
    if (!dryRun) return this.postings.record(this.commands.reverse, { id, body, caller })
    void reply.status(200)
    return this.postings.rehearse((listener) => this.commands.reverseTrial(listener), { id, body, caller })
  }

  @Get(':projectId')
  @Permission('funding.read')
  @VersionedAnswer()
  @ApiOperation({ summary: '项目台账余额 / balances by source and in total, and money against work' })
  @ApiOkResponse({ type: LedgerAnswer })
  async show(
    @IdParam('projectId') id: string,
    @Query() asked: TwoClocksQuery,
    @Caller() caller: Caller,
  ): Promise<LedgerAnswer> {
    const clocks = this.days.of(asked)
    const project = await this.visible.get(id, caller)
    if (clocks.asOf !== undefined) return this.ledgers.at(project, clocks)
    const [ledger] = await this.ledgers.of([project])
    return ledger!
  }

  @Get(':projectId/entries')
  @Permission('funding.read')
  @ApiOperation({ summary: '台账明细 / the entries, newest first' })
  @PageAnswer(EntryAnswer)
  async entries(
    @IdParam('projectId') id: string,
    @Query() { cursor, limit, ...asked }: EntriesQuery,
    @Caller() caller: Caller,
  ): Promise<Page<EntryAnswer>> {
    const clocks = this.days.of(asked)
    await this.visible.get(id, caller)
    const before = decodeCursor(cursor, entriesCursor)?.version
    const rows = await this.ledgers.entries(id, { before, limit: limit + 1, ...clocks })
    const { items, next } = pageOf(rows, limit, ({ version }) => ({ version }))
    return { items: items.map((row) => entryAnswer(row, caller)), next }
  }

  @Post('lookup')
  @HttpCode(200)
  @Permission('funding.read')
  @ApiOperation({ summary: '批量查询 / many ledgers by project; those out of scope are left out' })
  @ApiOkResponse({ type: LedgersAnswer })
  async lookup(@Body() { ids }: LedgerIdsBody, @Caller() caller: Caller): Promise<LedgersAnswer> {
    const unique = [...new Set(ids.map((id) => id.toLowerCase()))]
    const known = await Promise.all(unique.map((id) => this.projects.find(id)))
    const visible = known.flatMap((project) =>
      project && allows(caller.principal, 'funding.read', targetOf(project)) ? [project] : [],
    )
    return { items: await this.ledgers.of(visible) }
  }
}

function entryAnswer({ posted, ...row }: EntryRow, { language }: Caller): EntryAnswer {
  const { projectId: _, findings, ...entry } = posted
  return {
    ...entry,
    ...row,
    findings: findings.map(({ rule, figures }) => ({
      rule,
      figures,
      consequence: 'marked',
      message: messageOf(rule, figures, language),
    })),
  }
}
