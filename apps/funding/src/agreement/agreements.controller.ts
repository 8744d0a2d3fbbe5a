import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import {
  answerOf,
  AskedDays,
  Caller,
  CommandAnswer,
  CommandDesk,
  CommandRoute,
  decodeCursor,
  IdParam,
  type Page,
  PageAnswer,
  pageOf,
  Permission,
  scopeFilter,
  TwoClocksQuery,
  VersionedAnswer,
} from '@zhuji/platform'
import { AgreementAnswer } from './agreement.answer.dto.js'
import { AgreementCommands } from './agreement.commands.js'
import { AgreementsQuery, ChangeAgreementBody, SignAgreementBody } from './agreement.dto.js'
import { Agreements } from './agreements.repository.js'
import { VisibleAgreements } from './visible-agreements.js'

const agreementsCursor = z.object({ after: z.uuid() })

@ApiTags('funding')
@Controller('api/v1/funding/agreements')
export class AgreementsController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly commands: AgreementCommands,
    private readonly agreements: Agreements,
    private readonly visible: VisibleAgreements,
    private readonly days: AskedDays,
  ) {}

  @Post()
  @Permission('funding.post')
  @CommandRoute()
  @VersionedAnswer()
  @ApiOperation({ summary: '签订协议 / sign an agreement over several projects' })
  @ApiCreatedResponse({ type: CommandAnswer })
  async sign(@Body() { agreementId, ...body }: SignAgreementBody, @Caller() caller: Caller): Promise<CommandAnswer> {
    return answerOf(await this.desk.run(this.commands.sign, { id: agreementId ?? randomUUID(), body, caller }))
  }

  @Post(':agreementId/changes')
  @Permission('funding.post')
  @CommandRoute()
  @VersionedAnswer()
  @ApiOperation({ summary: '协议变更 / change its amount, or let it cover further projects' })
  @ApiCreatedResponse({ type: CommandAnswer })
  async change(
    @IdParam('agreementId') id: string,
    @Body() body: ChangeAgreementBody,
    @Caller() caller: Caller,
  ): Promise<CommandAnswer> {
    return answerOf(await this.desk.run(this.commands.change, { id, body, caller }))
  }

  @Get()
  @Permission('funding.read')
  @ApiOperation({ summary: '协议列表 / agreements that cover a project in your scope' })
  @PageAnswer(AgreementAnswer)
  async list(
    @Query() { cursor, limit, projectId, ...asked }: AgreementsQuery,
    @Caller() caller: Caller,
  ): Promise<Page<AgreementAnswer>> {
    const after = decodeCursor(cursor, agreementsCursor)?.after
    const scope = scopeFilter(caller.principal, 'funding.read')
    const clocks = this.days.of(asked)
    const rows = await this.agreements.page({ after, limit: limit + 1, projectId }, scope)
    const { items, next } = pageOf(rows, limit, ({ agreementId }) => ({ after: agreementId }))
    if (clocks.asOf === undefined) {
      return { items: await Promise.all(items.map((agreement) => this.visible.answer(agreement, caller))), next }
    }
    const found = await Promise.all(items.map(({ agreementId }) => this.visible.find(agreementId, caller, clocks)))
    // Fewer than now: others were signed later, or took the project in later.
    const covering = found.flatMap((agreement) => (agreement && covers(agreement, projectId) ? [agreement] : []))
    return { items: covering, next }
  }

  @Get(':agreementId')
  @Permission('funding.read')
  @ApiOperation({ summary: '协议详情 / what is agreed, paid and open' })
  @ApiOkResponse({ type: AgreementAnswer })
  show(
    @IdParam('agreementId') id: string,
    @Query() asked: TwoClocksQuery,
    @Caller() caller: Caller,
  ): Promise<AgreementAnswer> {
    return this.visible.get(id, caller, this.days.of(asked))
  }
}

function covers({ projects }: AgreementAnswer, projectId: string | undefined): boolean {
  return projects.some((project) => projectId === undefined || project.projectId === projectId)
}
