import multipart, { type MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import { DomainError, errorCodeOf } from '@zhuji/kernel'
import { EVIDENCE_BYTES_MAX } from './evidence-file.js'

/** Teaches the HTTP server multipart bodies; does nothing where it already knows them. */
export async function acceptUploads(server: FastifyInstance): Promise<void> {
  if (server.hasContentTypeParser('multipart/form-data')) return
  await server.register(multipart, { limits: { parts: 4, fields: 3, files: 1, headerPairs: 50, fieldSize: 1024 } })
}

export interface UploadedFile {
  readonly name: string
  readonly content: Readable
}

/**
 * Takes the one file of a multipart request and hands its bytes on as they arrive. Throws `invalid` for a request without
 * a file and `evidence-too-large` when the file goes on beyond the limit; then nothing of it is kept.
 */
export async function withUploadedFile<Result>(
  request: FastifyRequest,
  use: (file: UploadedFile) => Promise<Result>,
): Promise<Result> {
  if (!request.isMultipart()) throw new DomainError('invalid', 'evidence-not-multipart', { field: 'file' })
  try {
    const file: MultipartFile | undefined = await request.file({ limits: { fileSize: EVIDENCE_BYTES_MAX } })
    if (!file) throw new DomainError('invalid', 'evidence-missing', { field: 'file' })
    file.file.once('limit', () => file.file.destroy(tooLarge()))
    return await use({ name: file.filename ?? '', content: file.file })
  } catch (error) {
    throw limitsOf(error)
  }
}

function tooLarge(): DomainError {
  return new DomainError('invalid', 'evidence-too-large', { field: 'file', figures: { maxBytes: EVIDENCE_BYTES_MAX } })
}

const LIMIT_CODES = new Set(['FST_PARTS_LIMIT', 'FST_FILES_LIMIT', 'FST_FIELDS_LIMIT', 'FST_PROTO_VIOLATION'])

function limitsOf(error: unknown): unknown {
  const code = errorCodeOf(error)
  if (code === 'FST_REQ_FILE_TOO_LARGE') return tooLarge()
  if (LIMIT_CODES.has(code)) return new DomainError('invalid', 'evidence-one-file', { field: 'file' })
  return error
}
