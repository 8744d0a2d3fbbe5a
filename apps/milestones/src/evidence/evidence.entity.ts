import { EntitySchema } from 'typeorm'

/** What is known of an uploaded file besides its bytes, which lie in the evidence store under their hash. */
export interface EvidenceFile {
  readonly fileId: string
  readonly sha256: string
  readonly bytes: number
  readonly contentType: string
  readonly name: string
  readonly uploadedBy: string
  readonly uploadedByUnit: string | null
  readonly uploadKey: string
  readonly uploadedAt: Date
}

export const EvidenceFileEntity = new EntitySchema<EvidenceFile>({
  name: 'EvidenceFile',
  tableName: 'evidence_file',
  columns: {
    fileId: { name: 'file_id', type: 'uuid', primary: true },
    sha256: { type: 'text' },
    bytes: { type: 'integer' },
    contentType: { name: 'content_type', type: 'text' },
    name: { type: 'text' },
    uploadedBy: { name: 'uploaded_by', type: 'text' },
    uploadedByUnit: { name: 'uploaded_by_unit', type: 'text', nullable: true },
    uploadKey: { name: 'upload_key', type: 'text' },
    uploadedAt: { name: 'uploaded_at', type: 'timestamptz' },
  },
})
