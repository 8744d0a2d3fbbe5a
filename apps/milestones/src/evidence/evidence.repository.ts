import { type Clock, DomainError } from '@zhuji/kernel'
import { allows, type Caller, type KnownProjects, type Principal } from '@zhuji/platform'
import { type DataSource, In } from 'typeorm'
import { safeName } from './evidence-file.js'
import type { StoredBytes } from './evidence-store.js'
import { type EvidenceFile, EvidenceFileEntity } from './evidence.entity.js'

export interface Upload {
  readonly stored: StoredBytes
  /** As the sender calls it. */
  readonly name: string
  readonly fileId: string
  readonly caller: Caller
}

export interface EvidenceRegisterOptions {
  readonly source: DataSource
  readonly projects: KnownProjects
  readonly clock: Clock
}

/** Which files were uploaded, by whom, and who may see them. */
export class EvidenceRegister {
  constructor(private readonly options: EvidenceRegisterOptions) {}

  /** The same key with the same content is the same upload; with another content it is refused. */
  async add({ stored, name, fileId, caller }: Upload): Promise<EvidenceFile> {
    const { person, unit } = caller.principal
    const uploadKey = caller.idempotencyKey!
    const { sha256, bytes, contentType } = stored
    const files = this.options.source.getRepository(EvidenceFileEntity)
    const uploadedAt = this.options.clock.now()
    await files
      .createQueryBuilder()
      .insert()
      .values({
        fileId,
        sha256,
        bytes,
        contentType,
        name: safeName(name, contentType),
        uploadedBy: person,
        uploadedByUnit: unit?.id ?? null,
        uploadKey,
        uploadedAt,
      })
      .orIgnore()
      .execute()
    const kept = await files.findOneByOrFail({ uploadedBy: person, uploadKey })
    if (kept.sha256 !== sha256)
      throw new DomainError('refused', 'idempotency-key-reused', { figures: { key: uploadKey } })
    return kept
  }

  /**
   * The files a caller may name in a fact, in the order asked for: uploaded before, by the caller or the caller's unit.
   * Somebody else's file is as unknown as none: naming it would open it to everybody who sees the project.
   */
  async uploadedBefore(fileIds: readonly string[], { principal }: Caller): Promise<EvidenceFile[]> {
    if (fileIds.length === 0) return []
    const files = await this.options.source.getRepository(EvidenceFileEntity).findBy({ fileId: In([...fileIds]) })
    const known = new Map(files.map((file) => [file.fileId, file]))
    return fileIds.map((fileId) => {
      const file = known.get(fileId.toLowerCase())
      if (file && isOf(file, principal)) return file
      throw new DomainError('refused', 'evidence-unknown', { field: 'evidence', figures: { fileId } })
    })
  }

  /** `not-found` unless the caller uploaded it, as a person or by unit, or may see a project whose facts name it. */
  async visible(fileId: string, { principal }: Caller): Promise<EvidenceFile> {
    const file = await this.options.source.getRepository(EvidenceFileEntity).findOneBy({ fileId })
    if (file && (isOf(file, principal) || (await this.isUsedInSightOf(fileId, principal)))) return file
    throw new DomainError('not-found', 'not-found')
  }

  private async isUsedInSightOf(fileId: string, principal: Principal): Promise<boolean> {
    const uses = await this.options.source.query<{ project_id: string }[]>(
      'select project_id from evidence_use where file_id = $1',
      [fileId],
    )
    const projects = await Promise.all(uses.map((use) => this.options.projects.find(use.project_id)))
    return projects.some((project) => project !== undefined && allows(principal, 'milestones.read', project))
  }
}

function isOf(file: EvidenceFile, { person, unit, role }: Principal): boolean {
  if (file.uploadedBy === person || role === 'administrator') return true
  return unit !== null && file.uploadedByUnit === unit.id
}
