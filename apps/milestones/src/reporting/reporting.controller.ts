import { Controller, Get, Inject, Query } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { addMonths, calendarDateIn } from '@zhuji/kernel'
import { Caller, decodeCursor, IdParam, pageOf, Permission, SYSTEM, type System, bothClocks } from '@zhuji/platform'
import { z } from 'zod'
import { ProjectReportingAnswer, ReportingListAnswer, ReportingListQuery, ReportingQuery } from './reporting.dto.js'
import { byWaiting, Reporting, type ReportingWindow } from './reporting.repository.js'

const cursorSchema = z.object({ dueOn: z.iso.date().nullable(), projectId: z.uuid() })
const MONTHS_SHOWN = 12

/** Whether reports of progress were due and made: silence is a fact of its own. */
@ApiTags('milestones')
@Controller('api/v1/milestones')
export class ReportingController {
  constructor(
    private readonly reporting: Reporting,
    @Inject(SYSTEM) private readonly system: System,
  ) {}

  @Get('projects/:projectId/reporting')
  @Permission('milestones.read')
  @ApiOperation({ summary: '填报情况 / each period in which a report was due, and what became of it' })
  @ApiOkResponse({ type: ProjectReportingAnswer })
  async ofProject(
    @IdParam('projectId') projectId: string,
    @Query() query: ReportingQuery,
    @Caller() { principal }: Caller,
  ): Promise<ProjectReportingAnswer> {
    const days = this.windowOf(query)
    return { projectId, days, ...(await this.reporting.ofProject(projectId, days, principal)) }
  }

  @Get('reporting')
  @Permission('milestones.read')
  @ApiOperation({ summary: '填报情况汇总 / reports due, made and missing over the projects in scope' })
  @ApiOkResponse({ type: ReportingListAnswer })
  async ofScope(@Query() query: ReportingListQuery, @Caller() { principal }: Caller): Promise<ReportingListAnswer> {
    const { region, facilityKind, status, limit, cursor } = query
    const after = decodeCursor(cursor, cursorSchema)
    const days = this.windowOf(query)
    const { counts, projects } = await this.reporting.ofScope({ region, facilityKind, status, ...days }, principal)
    const rest = after ? projects.filter((project) => byWaiting(project, after) > 0) : projects
    const page = pageOf(rest.slice(0, limit + 1), limit, ({ dueOn, projectId }) => ({ dueOn, projectId }))
    return { days, counts, ...page }
  }

  private windowOf({ from, ...asked }: ReportingQuery): ReportingWindow {
    const { clock, timeZone } = this.system
    const { asOf, knownOn } = bothClocks(asked, calendarDateIn(timeZone, clock.now()))
    return { from: from ?? addMonths(asOf, -MONTHS_SHOWN), asOf, knownOn }
  }
}
