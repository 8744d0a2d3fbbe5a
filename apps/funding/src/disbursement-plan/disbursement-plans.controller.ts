import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import {
  AskedDays,
  answerOf,
  Caller,
  CommandAnswer,
  CommandDesk,
  CommandRoute,
  IdParam,
  Permission,
  VersionedAnswer,
  TwoClocksQuery,
} from '@zhuji/platform'
import { VisibleProjects } from '../ledger/visible-projects.js'
import { besideActual } from './beside-actual.js'
import { DisbursementPlanCommands } from './disbursement-plan.commands.js'
import { DisbursementPlanAnswer, PlanDisbursementBody } from './disbursement-plan.dto.js'
import { DisbursementPlans } from './disbursement-plans.repository.js'

@ApiTags('funding')
@Controller('api/v1/funding/projects/:projectId')
export class DisbursementPlansController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly commands: DisbursementPlanCommands,
    private readonly plans: DisbursementPlans,
    private readonly projects: VisibleProjects,
    private readonly days: AskedDays,
  ) {}

  @Post('disbursement-plans')
  @Permission('funding.post')
  @CommandRoute()
  @VersionedAnswer()
  @ApiOperation({ summary: '下达支付计划 / the whole plan by month and source; a new version says why' })
  @ApiCreatedResponse({ type: CommandAnswer })
  async plan(
    @IdParam('projectId') id: string,
    @Body() body: PlanDisbursementBody,
    @Caller() caller: Caller,
  ): Promise<CommandAnswer> {
    return answerOf(await this.desk.run(this.commands.plan, { id, body, caller }))
  }

  @Get('disbursement-plan')
  @Permission('funding.read')
  @ApiOperation({ summary: '支付计划与实际 / the plan in force beside what was paid, by month and source' })
  @ApiOkResponse({ type: DisbursementPlanAnswer })
  async show(
    @IdParam('projectId') projectId: string,
    @Query() asked: TwoClocksQuery,
    @Caller() caller: Caller,
  ): Promise<DisbursementPlanAnswer> {
    const clocks = this.days.of(asked)
    await this.projects.get(projectId, caller)
    const [versions, paid] = await Promise.all([
      this.plans.versions(projectId, clocks),
      this.plans.paid(projectId, clocks),
    ])
    const inForce = versions.at(-1)
    return {
      projectId,
      planVersion: inForce?.planVersion ?? 0,
      versions: versions.map(({ months, planVersion, reason, occurredOn, knownOn }) => ({
        planVersion,
        plannedFen: months.reduce((fen, { amountFen }) => fen + amountFen, 0),
        reason,
        occurredOn,
        knownOn,
      })),
      months: besideActual(inForce?.months ?? [], paid),
    }
  }
}
