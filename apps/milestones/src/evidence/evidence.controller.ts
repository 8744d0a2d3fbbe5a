import { Controller, Get, Inject, type OnModuleInit, Post, Req, Res, StreamableFile } from '@nestjs/common'
import { HttpAdapterHost } from '@nestjs/core'
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { randomUUID } from 'node:crypto'
import { crashPoint } from '@zhuji/messaging'
import { Caller, CommandRoute, IdParam, Permission } from '@zhuji/platform'
import { EVIDENCE_STORE } from './evidence-store.adapter.js'
import type { EvidenceStore } from './evidence-store.js'
import { attachmentHeader } from './evidence-file.js'
import { acceptUploads, withUploadedFile } from './evidence-uploads.adapter.js'
import { EvidenceFileAnswer } from './evidence.dto.js'
import { EvidenceRegister } from './evidence.repository.js'

@ApiTags('milestones')
@Controller('api/v1/milestones/evidence')
export class EvidenceController implements OnModuleInit {
  constructor(
    @Inject(EVIDENCE_STORE) private readonly store: EvidenceStore,
    private readonly register: EvidenceRegister,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
  ) {}

  async onModuleInit(): Promise<void> {
    await acceptUploads(this.host.httpAdapter.getInstance<FastifyInstance>())
    await this.store.removeOldDrafts(Date.now())
  }

  @Post()
  @Permission('milestones.evidence')
  @CommandRoute()
  @ApiOperation({ summary: '上传佐证 / upload one photo or document (JPEG, PNG, WebP, HEIC, PDF; 20 MB)' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } },
  })
  @ApiCreatedResponse({ type: EvidenceFileAnswer })
  async upload(@Req() request: FastifyRequest, @Caller() caller: Caller): Promise<EvidenceFileAnswer> {
    return withUploadedFile(request, async ({ name, content }) => {
      const stored = await this.store.store(content)
      crashPoint('evidence-kept')
      const file = await this.register.add({ stored, name, fileId: randomUUID(), caller })
      const { fileId, sha256, bytes, contentType } = file
      return { fileId, sha256, bytes, contentType, name: file.name }
    })
  }

  @Get(':fileId')
  @Permission('milestones.read')
  @ApiOperation({ summary: '下载佐证 / download; the content is checked against its SHA-256' })
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async download(
    @IdParam('fileId') fileId: string,
    @Caller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const file = await this.register.visible(fileId, caller)
    const content = await this.store.read(file.sha256)
    void reply
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('cache-control', 'private, no-store')
      .header('digest', `sha-256=${Buffer.from(file.sha256, 'hex').toString('base64')}`)
    const disposition = attachmentHeader(file.name)
    return new StreamableFile(content, { type: file.contentType, disposition, length: content.length })
  }
}
