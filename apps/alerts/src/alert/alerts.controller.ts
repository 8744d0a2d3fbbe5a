import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { z } from 'zod'
import { type CalendarDate, DomainError } from '@zhuji/kernel'
import {
  answerOf,
  type AskedClocks,
  AskedDays,
  assertVisible,
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
import { RulePacks, type StoredRulePack } from '../rules/rule-packs.repository.js'
import { alertStatuses } from './alert-episode.js'
import { AlertList, type ListedAlert } from './alert-list.repository.js'
import { targetOf } from './alert.commands.js'
import { AcknowledgeAlertBody, AlertAnswer, AlertDetailAnswer, AlertsQuery } from './alert.dto.js'

const cursorSchema = z.object({ raisedAt: z.iso.datetime(), alertId: z.uuid() })

@ApiTags('alerts')
@Controller('api/v1/alerts')
export class AlertsController {
  constructor(
    private readonly alerts: AlertList,
    private readonly packs: RulePacks,
    private readonly desk: CommandDesk,
    private readonly days: AskedDays,
  ) {}

  @Get()
  @Permission('alerts.read')
  @ApiOperation({ summary: '预警 / alerts in the caller’s scope, newest first' })
  @PageAnswer(AlertAnswer)
  async list(@Query() query: AlertsQuery, @Caller() caller: Caller): Promise<Page<ListedAlert>> {
    const { status, cursor, limit, asOf, knownOn, ...filters } = query
    const rows = await this.alerts.page({
      ...filters,
      day: this.dayOf({ asOf, knownOn }),
      statuses: status === undefined ? ['open', 'acknowledged'] : status === 'all' ? alertStatuses : [status],
      scope: scopeFilter(caller.principal, 'alerts.read'),
      after: decodeCursor(cursor, cursorSchema),
      limit: limit + 1,
    })
    return pageOf(rows, limit, ({ raisedAt, alertId }) => ({ raisedAt, alertId }))
  }

  @Get('rule-packs')
  @Permission('alerts.read')
  @ApiOperation({ summary: '规则包 / every stored version, with thresholds and boundary wording' })
  async rulePacks(): Promise<{ items: readonly StoredRulePack[] }> {
    return { items: await this.packs.all() }
  }

  @Get(':alertId')
  @Permission('alerts.read')
  @ApiOperation({ summary: '预警详情 / one episode with its events' })
  @ApiOkResponse({ type: AlertDetailAnswer })
  async show(
    @IdParam('alertId') alertId: string,
    @Query() asked: TwoClocksQuery,
    @Caller() caller: Caller,
  ): Promise<AlertDetailAnswer> {
    const day = this.dayOf(asked)
    const alert = await this.alerts.find(alertId, day)
    if (!alert) throw new DomainError('not-found', 'alert-unknown', { figures: { alertId } })
    assertVisible(caller.principal, 'alerts.read', targetOf(alert.project))
    return { ...alert, events: await this.alerts.eventsOf(alert, day) }
  }

  @Post(':alertId/acknowledgement')
  @Permission('alerts.acknowledge')
  @CommandRoute()
  @VersionedAnswer()
  @ApiOperation({ summary: '签收 / take note of an alert; once per episode' })
  @ApiCreatedResponse({ type: CommandAnswer })
  async acknowledge(
    @IdParam('alertId') id: string,
    @Body() body: AcknowledgeAlertBody,
    @Caller() caller: Caller,
  ): Promise<CommandAnswer> {
    return answerOf(await this.desk.run(this.desk.find('acknowledge-alert'), { id, body, caller }))
  }

  /** A light is known on the day it is lit, so that of both days the earlier one counts; undefined is now. */
  private dayOf(asked: AskedClocks): CalendarDate | undefined {
    const { asOf, knownOn } = this.days.of(asked)
    return asOf !== undefined && knownOn !== undefined && asOf < knownOn ? asOf : knownOn
  }
}
