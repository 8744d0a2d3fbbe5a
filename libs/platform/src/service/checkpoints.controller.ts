import { Controller, Get, HttpCode, Post, Query, type Type } from '@nestjs/common'
import { ApiBody, ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger'
import { DataSource } from 'typeorm'
import { listCheckpoints, type ListedCheckpoint } from '@zhuji/messaging'
import { z } from 'zod'
import { Permission } from '../auth/permission.decorator.js'
import { decodeCursor, type Page, pageOf } from '../http/cursor.js'
import { PageAnswer, PageQuery } from '../http/page.decorator.js'
import { CheckpointWorker } from './checkpoint.worker.js'
import { poolOf } from './service-database.adapter.js'

class SignatureAnswer {
  @ApiProperty({ description: '公钥 / SubjectPublicKeyInfo in base64' })
  publicKey: string

  @ApiProperty({ description: 'Ed25519 over the statement, in base64' })
  value: string
}

class PlaceAnswer {
  @ApiProperty({ example: '731' })
  xid: string

  @ApiProperty({ example: 18_240 })
  position: number
}

export class CheckpointAnswer {
  @ApiProperty({ example: 'funding' })
  service: string

  @ApiProperty({ example: 17 })
  number: number

  @ApiProperty({ format: 'date', description: '所封存事实的记录日 / the day on which its facts were recorded' })
  recordedOn: string

  @ApiProperty({ format: 'date-time' })
  recordedAt: string

  @ApiProperty({ description: '至此的事件数 / how many events the log has up to here' })
  events: number

  @ApiProperty({ type: PlaceAnswer, description: '封存至此 / the last event that is sealed' })
  through: PlaceAnswer

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description: '其间各类事件数 / events since the checkpoint before, by type',
    example: { 'funding.ledger-entry-posted.v2': 214 },
  })
  counts: Readonly<Record<string, number>>

  @ApiProperty({ example: '0'.repeat(64) })
  previousRoot: string

  @ApiProperty({ example: '9b1f4e7a2c5d8036f1a4b7c0d3e6f9021b5e8a1d4c7f0a3b6e9d2c5f8a1b4e7d' })
  root: string

  @ApiProperty({ description: '留存此行即可日后核对 / the line that is signed: keep it to compare with later' })
  statement: string

  @ApiPropertyOptional({ type: SignatureAnswer })
  signature?: SignatureAnswer
}

export class SealedAnswer {
  @ApiProperty({ example: 18, description: '最新封存点；0 为尚无 / of the newest checkpoint; 0: there is none' })
  number: number

  @ApiProperty({ example: 18_240, description: '至此的事件数 / how many events are sealed' })
  events: number
}

const cursorOf = z.int().positive()

/** `/api/v1/<service>/checkpoints`: what an auditor keeps elsewhere (docs/audit.md), and one more for who cannot wait. */
export function checkpointsOf(context: string): Type {
  @ApiTags(context)
  @Controller(`api/v1/${context}/checkpoints`)
  class CheckpointsController {
    constructor(
      private readonly source: DataSource,
      private readonly sealer: CheckpointWorker,
    ) {}

    @Get()
    @Permission('audit.read')
    @ApiOperation({
      summary: '日志封存点 / checkpoints of the log, the newest first',
      operationId: `${context}-checkpoints`,
    })
    @PageAnswer(CheckpointAnswer)
    async list(@Query() { limit, cursor }: PageQuery): Promise<Page<ListedCheckpoint>> {
      const below = decodeCursor(cursor, cursorOf)
      const rows = await listCheckpoints(poolOf(this.source), context, { below, limit: limit + 1 })
      return pageOf(rows, limit, ({ number }) => number)
    }

    @Post()
    @HttpCode(200)
    @Permission('audit.seal')
    @ApiOperation({
      summary: '立即封存 / seal what is recorded so far, as before a closing or an export; nothing new makes nothing',
      operationId: `${context}-seal`,
    })
    @ApiBody({ schema: { type: 'object', example: {} }, description: '无需内容 / there is nothing to say' })
    @ApiOkResponse({ type: SealedAnswer })
    async seal(): Promise<SealedAnswer> {
      const { number, events } = await this.sealer.sealNow()
      return { number, events }
    }
  }
  Reflect.defineMetadata('design:paramtypes', [DataSource, CheckpointWorker], CheckpointsController)
  return CheckpointsController
}
