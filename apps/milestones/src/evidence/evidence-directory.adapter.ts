import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { DomainError } from '@zhuji/kernel'
import { contentTypeOf, type EvidenceContentType, evidenceContentTypes, SIGNATURE_BYTES } from './evidence-file.js'

export interface StoredBytes {
  readonly sha256: string
  readonly bytes: number
  readonly contentType: EvidenceContentType
}

/** Far longer than a request may last, so that no upload under way in any process is touched. */
const DRAFT_AGE_MS_MAX = 3_600_000

/**
 * The bytes of evidence, outside the database: one file for each content, named by its SHA-256, so that the same photo
 * sent twice takes its place once. A file appears under its name only when it is whole and on the disk.
 */
export class EvidenceDirectory {
  constructor(private readonly directory: string) {}

  /** Throws `invalid` `evidence-type-unsupported` or `evidence-empty`; faults of the source pass through. */
  async store(source: Readable): Promise<StoredBytes> {
    await mkdir(this.incoming, { recursive: true, mode: 0o700 })
    const draft = join(this.incoming, randomUUID())
    try {
      const stored = await write(source, draft)
      await mkdir(this.folderOf(stored.sha256), { recursive: true, mode: 0o700 })
      await rename(draft, this.pathOf(stored.sha256))
      return stored
    } catch (error) {
      await rm(draft, { force: true })
      throw error
    }
  }

  /** The bytes, only if they still are what was stored; otherwise `unavailable` `evidence-damaged`. */
  async read(sha256: string): Promise<Buffer> {
    const bytes = await readFile(this.pathOf(sha256)).catch((cause: unknown) => throwDamaged(sha256, cause))
    if (hashOf(bytes) !== sha256) throwDamaged(sha256, new Error('the content does not match its hash'))
    return bytes
  }

  /** Removes what uploads left behind when their process was killed; tells how many drafts that were. */
  async removeOldDrafts(nowMs: number): Promise<number> {
    const drafts = await readdir(this.incoming).catch(() => [])
    let removed = 0
    for (const draft of drafts) {
      const path = join(this.incoming, draft)
      const writtenMs = await stat(path).then(
        (file) => file.mtimeMs,
        () => nowMs,
      )
      if (nowMs - writtenMs <= DRAFT_AGE_MS_MAX) continue
      await rm(path, { force: true })
      removed += 1
    }
    return removed
  }

  private get incoming(): string {
    return join(this.directory, 'incoming')
  }

  private folderOf(sha256: string): string {
    return join(this.directory, sha256.slice(0, 2))
  }

  private pathOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256 in hexadecimal')
    return join(this.folderOf(sha256), sha256)
  }
}

/**
 * Hashes and counts on the way; a file of another kind is refused after its first bytes, not after all of them. The
 * draft is opened before anything can fail: a stream that opens it by itself may do so after the caller removed it.
 */
async function write(source: Readable, draft: string): Promise<StoredBytes> {
  const hash = createHash('sha256')
  let start = Buffer.alloc(0)
  let bytes = 0
  let contentType: EvidenceContentType | undefined
  const inspected = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      hash.update(chunk)
      bytes += chunk.length
      if (contentType === undefined) {
        start = Buffer.concat([start, chunk])
        if (start.length >= SIGNATURE_BYTES) contentType = allowedTypeOf(start)
      }
      yield chunk
    }
  }
  const file = await open(draft, 'wx', 0o600)
  await pipeline(source, inspected, file.createWriteStream({ flush: true }))
  if (bytes === 0) throw new DomainError('invalid', 'evidence-empty', { field: 'file' })
  return { sha256: hash.digest('hex'), bytes, contentType: contentType ?? allowedTypeOf(start) }
}

function allowedTypeOf(start: Buffer): EvidenceContentType {
  const contentType = contentTypeOf(start)
  if (contentType) return contentType
  const figures = { allowed: evidenceContentTypes.join(', ') }
  throw new DomainError('invalid', 'evidence-type-unsupported', { field: 'file', figures })
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function throwDamaged(sha256: string, cause: unknown): never {
  const damaged = new DomainError('unavailable', 'evidence-damaged', { figures: { sha256 } })
  damaged.cause = cause
  throw damaged
}
