import 'reflect-metadata'
import { randomUUID } from 'node:crypto'
import { Body, Controller, Get, Inject, Module, Param, Post, ValidationPipe } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { ExpressAdapter } from '@nestjs/platform-express'
import { IsArray, IsDateString, IsNumber, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator'
import { DataSource, EntitySchema } from 'typeorm'

/**
 * The peer: what most teams write. Nest on Express, class-validator, a TypeORM repository in a transaction that reads
 * the row, saves it and saves an event. No token, no idempotency key, no hash chain, no rule.
 */
class InspectionBody {
  @IsDateString() occurredOn: string
  @IsString() @MaxLength(200) finding: string
  @IsOptional() @IsNumber() @Min(0) @Max(100) physicalPercent?: number
  @IsOptional() @IsString() @MaxLength(4000) text?: string
  @IsOptional() @IsArray() evidence?: object[]
}

interface ProjectRow {
  id: string
  version: number
  state: object
}

const ProjectEntity = new EntitySchema<ProjectRow>({
  name: 'peer_project',
  columns: { id: { type: 'text', primary: true }, version: { type: 'int' }, state: { type: 'json' } },
})
const EventEntity = new EntitySchema<{ id: string; projectId: string; version: number; payload: object }>({
  name: 'peer_event',
  columns: {
    id: { type: 'uuid', primary: true },
    projectId: { type: 'text', name: 'project_id' },
    version: { type: 'int' },
    payload: { type: 'json' },
  },
  uniques: [{ columns: ['projectId', 'version'] }],
})

const source = await new DataSource({
  type: 'postgres',
  url: process.env.DATABASE_URL,
  entities: [ProjectEntity, EventEntity],
  synchronize: true,
  extra: { max: 16 },
}).initialize()

@Controller()
class InspectionsController {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  @Get()
  ready(): string {
    return 'ready'
  }

  @Post('api/v1/milestones/projects/:projectId/inspections')
  async inspect(@Param('projectId') id: string, @Body() body: InspectionBody): Promise<{ version: number }> {
    return this.source.transaction(async (manager) => {
      const projects = manager.getRepository(ProjectEntity)
      const found = await projects.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } })
      const project = found ?? projects.create({ id, version: 0, state: {} })
      project.version += 1
      project.state = { last: body }
      await projects.save(project)
      await manager
        .getRepository(EventEntity)
        .save({ id: randomUUID(), projectId: id, version: project.version, payload: body })
      return { version: project.version }
    })
  }
}

@Module({ controllers: [InspectionsController], providers: [{ provide: DataSource, useValue: source }] })
class CommonStackModule {}

const app = await NestFactory.create(CommonStackModule, new ExpressAdapter(), { logger: ['error'] })
app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true }))
await app.listen(Number(process.env.PORT), '127.0.0.1')
