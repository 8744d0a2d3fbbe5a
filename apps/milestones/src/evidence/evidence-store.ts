import { createHash } from 'node:crypto'
import { DomainError } from '@zhuji/kernel'
import { contentTypeOf, type EvidenceContentType, evidenceContentTypes, SIGNATURE_BYTES } from './evidence-file.js'

export interface StoredBytes {
  readonly sha256: string
  readonly bytes: number
  readonly contentType: EvidenceContentType
}

/**
 * The bytes of evidence, outside the database: one file for each content, named by its SHA-256, so that the same photo
 * sent twice takes its place once. A file appears under its name only when it is whole.
 */
export interface EvidenceStore {
  /**
   * Throws `invalid` `evidence-type-unsupported` or `evidence-empty`, `unavailable` `evidence-store-away`; faults of the
   * source pass through.
   */
  store(source: AsyncIterable<Buffer>): Promise<StoredBytes>
  /** The bytes, only if they still are what was stored; otherwise `unavailable` `evidence-damaged`. */
  read(sha256: string): Promise<Buffer>
  /** Removes what uploads left behind when their process was killed; tells how many drafts that were. */
  removeOldDrafts(nowMs: number): Promise<number>
}

export interface Inspection {
  pass(this: void, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer>
  /** Once everything has passed. */
  outcome(this: void): StoredBytes
}

/** Hashes and counts on the way; a file of another kind is refused after its first bytes, not after all of them. */
export function inspection(): Inspection {
  const hash = createHash('sha256')
  let start = Buffer.alloc(0)
  let bytes = 0
  let contentType: EvidenceContentType | undefined
  return {
    async *pass(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const chunk of chunks) {
        hash.update(chunk)
        bytes += chunk.length
        if (contentType === undefined) {
          start = Buffer.concat([start, chunk])
          if (start.length >= SIGNATURE_BYTES) contentType = allowedTypeOf(start)
        }
        yield chunk
      }
    },
    outcome() {
      if (bytes === 0) throw new DomainError('invalid', 'evidence-empty', { field: 'file' })
      return { sha256: hash.digest('hex'), bytes, contentType: contentType ?? allowedTypeOf(start) }
    },
  }
}

function allowedTypeOf(start: Buffer): EvidenceContentType {
  const contentType = contentTypeOf(start)
  if (contentType) return contentType
  const figures = { allowed: evidenceContentTypes.join(', ') }
  throw new DomainError('invalid', 'evidence-type-unsupported', { field: 'file', figures })
}

/** Where a content lies: in folders by the first two digits, which a directory bears better than one of a million files. */
export function placeOf(sha256: string): readonly [folder: string, name: string] {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256 in hexadecimal')
  return [sha256.slice(0, 2), sha256]
}

export function intact(bytes: Buffer, sha256: string): Buffer {
  if (createHash('sha256').update(bytes).digest('hex') === sha256) return bytes
  throw damaged(sha256, new Error('the content does not match its hash'))
}

export function damaged(sha256: string, cause: unknown): DomainError {
  const error = new DomainError('unavailable', 'evidence-damaged', { figures: { sha256 } })
  error.cause = cause
  return error
}
