import { Controller, Get, Inject } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger'
import { DataSource } from 'typeorm'
import { LogReader, ServiceDirectory } from '@zhuji/messaging'
import { Permission, poolOf } from '@zhuji/platform'
import { readPositions } from './read-positions.repository.js'

class PositionAnswer {
  @ApiProperty({ description: 'The service whose log it is.' }) source: string
  @ApiProperty({ type: Object, nullable: true, description: 'End of the log; null where that service runs elsewhere.' })
  head: { xid: string; position: number } | null
  @ApiProperty({ type: Object, description: 'How far this service has read it.' }) read: {
    xid: string
    position: number
  }
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Rows of the log still to come, at most; null where its end is not known.',
  })
  lag: number | null
}

class PositionsAnswer {
  @ApiProperty({ type: PositionAnswer, isArray: true }) sources: PositionAnswer[]
}

@ApiTags('dashboards')
@Permission('dashboards.read')
@Controller('api/v1/dashboards/positions')
export class PositionsController {
  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(ServiceDirectory) private readonly directory: ServiceDirectory,
  ) {}

  /** A log's end is asked of the service that runs in this process; elsewhere the bus itself knows the lag. */
  @Get()
  @ApiOperation({ summary: '读取位置 / how far each log has been read' })
  @ApiOkResponse({ type: PositionsAnswer })
  async positions(): Promise<PositionsAnswer> {
    const read = await readPositions(poolOf(this.source))
    const sources = await Promise.all(
      read.map(async ({ source, xid, position }) => {
        const service = this.directory.find(source)
        const head = service ? await new LogReader(service.pool, source).head() : null
        return { source, head, read: { xid, position }, lag: head && Math.max(0, head.position - position) }
      }),
    )
    return { sources }
  }
}
