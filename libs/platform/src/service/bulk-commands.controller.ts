import { Body, Controller, HttpCode, Logger, Post, type Type } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger'
import { createHash } from 'node:crypto'
import { Permission } from '../auth/permission.decorator.js'
import { Caller } from '../http/caller.decorator.js'
import { NestedField, ObjectField } from '../http/fields/nested.decorator.js'
import { DayField, TextField } from '../http/fields/text.decorator.js'
import { outcomeOfFault } from '../http/outcome.js'
import { type Problem, problemOf } from '../http/problem.js'
import { withCorrelation } from '../logging/correlation.adapter.js'
import { validBody } from '../http/validation.adapter.js'
import { answerOf, CommandAnswer } from './command-answer.dto.js'
import { CommandDesk } from './command-desk.js'
import { RequestFaults } from './request-faults.js'
import { type Turn, Turns } from './turns.js'

export const BULK_COMMANDS_MAX = 1_000

export class BulkCommand {
  @TextField({ max: 64, example: 'report-progress', description: '命令名 / what to do, as the service names it' })
  name: string

  @TextField({ max: 64, description: '项目等的标识 / id of the project, programme or region' })
  id: string

  @TextField({ max: 128, description: 'Idempotency-Key of this one command' })
  key: string

  @DayField({ optional: true, description: '来源获知日 / in place of the request’s, for ledgers whose rows differ' })
  knownOn?: string

  @ObjectField({ description: 'As on the command’s own route' })
  body: object
}

export class BulkCommandsBody {
  @DayField({ optional: true, description: '来源获知日 / since when the source knew these facts; imports only' })
  knownOn?: string

  @NestedField(() => BulkCommand, { array: { min: 1, max: BULK_COMMANDS_MAX } })
  commands: BulkCommand[]
}

interface Circumstances {
  readonly knownOn: string | undefined
  readonly turn: Turn
  /** Told of what is not the caller's fault. */
  readonly faults: RequestFaults
}

export class BulkResult {
  @ApiProperty()
  key: string

  @ApiProperty({ example: 200 })
  status: number

  @ApiPropertyOptional({ type: CommandAnswer })
  receipt?: CommandAnswer

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: 'problem+json of this command' })
  problem?: Problem
}

export class BulkAnswer {
  @ApiProperty({ type: [BulkResult], description: 'One for each command, in order' })
  results: readonly BulkResult[]
}

/**
 * `POST /api/v1/<service>/commands`: many commands in one request, each with its own key, decided and refused alone exactly
 * as on its own route. They reach the store together and share transactions. The commands of one stream keep their order.
 */
export function bulkCommandsOf(context: string): Type {
  const logger = new Logger(`BulkCommands ${context}`)

  @ApiTags(context)
  @Controller(`api/v1/${context}/commands`)
  class BulkCommandsController {
    constructor(private readonly desk: CommandDesk) {}

    @Post()
    @HttpCode(200)
    @Permission('commands.bulk')
    @ApiOperation({ summary: '批量命令 / many commands at once', operationId: `${context}-commands` })
    @ApiOkResponse({ type: BulkAnswer })
    async run(@Body() { commands, knownOn }: BulkCommandsBody, @Caller() caller: Caller): Promise<BulkAnswer> {
      const turns = new Turns()
      const faults = new RequestFaults()
      const pending = commands.map((command) => {
        const circumstances = { knownOn: command.knownOn ?? knownOn, turn: turns.take(command.id), faults }
        return this.one(command, caller, circumstances)
      })
      const results = await Promise.all(pending)
      withCorrelation(caller.correlationId, () => faults.eachKind((sentence, error) => logger.error(sentence, error)))
      return { results }
    }

    private async one(command: BulkCommand, caller: Caller, circumstances: Circumstances): Promise<BulkResult> {
      const { key, name, id } = command
      const { knownOn, turn, faults } = circumstances
      try {
        const definition = this.desk.find(name)
        const body = await validBody(definition.body, command.body)
        const fingerprint = fingerprintOf(command, knownOn)
        const options = { knownOn, turn, idempotency: { key, fingerprint } }
        return { key, status: 200, receipt: answerOf(await this.desk.run(definition, { id, body, caller }, options)) }
      } catch (error) {
        const outcome = outcomeOfFault(error)
        if (outcome.status >= 500) faults.note(outcome.slug, name, error)
        const instance = `/api/v1/${context}/commands`
        return { key, status: outcome.status, problem: problemOf(outcome, { ...caller, instance }) }
      } finally {
        turn.pass()
      }
    }
  }
  Reflect.defineMetadata('design:paramtypes', [CommandDesk], BulkCommandsController)
  return BulkCommandsController
}

function fingerprintOf({ name, id, body }: BulkCommand, knownOn: string | undefined): string {
  return createHash('sha256')
    .update(JSON.stringify([name, id, knownOn ?? null, body]))
    .digest('hex')
}
