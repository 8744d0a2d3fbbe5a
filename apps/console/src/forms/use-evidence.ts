import { useState } from 'react'
import { newKey, read } from '../api/http.js'
import type { EvidenceFile } from '../api/types.js'

export interface Upload {
  readonly id: string
  readonly name: string
  readonly content: File
  readonly preview: string | undefined
  /** Kept over retries: the same photo is stored once. */
  readonly key: string
  readonly takenAt: string | undefined
  readonly file?: EvidenceFile
  readonly error?: unknown
}

export type Evidence = ReturnType<typeof useEvidence>

/** Each photo is sent as soon as it is chosen, so that the report itself is small and goes through on a weak network. */
export function useEvidence() {
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const put = (id: string, changes: Partial<Upload>) =>
    setUploads((before) => before.map((upload) => (upload.id === id ? { ...upload, ...changes } : upload)))
  const send = async ({ id, key, content, name }: Upload) => {
    put(id, { error: undefined })
    const body = new FormData()
    body.append('file', content, name)
    try {
      put(id, { file: await read<EvidenceFile>('/milestones/evidence', { method: 'POST', body, idempotencyKey: key }) })
    } catch (error) {
      put(id, { error })
    }
  }
  return {
    uploads,
    add(files: readonly File[]) {
      const added = files.map(uploadOf)
      setUploads((before) => [...before, ...added])
      for (const upload of added) void send(upload)
    },
    retry(id: string) {
      const upload = uploads.find((one) => one.id === id)
      if (upload) void send(upload)
    },
    remove: (id: string) => setUploads((before) => before.filter((upload) => upload.id !== id)),
    clear: () => setUploads([]),
    isComplete: uploads.every(({ file }) => file !== undefined),
    /** As a fact names its evidence. */
    named: uploads.flatMap(({ file, takenAt }) => (file ? [{ fileId: file.fileId, ...(takenAt && { takenAt }) }] : [])),
  }
}

function uploadOf(content: File): Upload {
  const isPicture = content.type.startsWith('image/') && !/hei[cf]/.test(content.type)
  return {
    id: newKey(),
    key: newKey(),
    name: content.name,
    content,
    preview: isPicture ? URL.createObjectURL(content) : undefined,
    // A camera writes the file when the shutter goes; a file without a date says 0 or now.
    takenAt: isPicture && content.lastModified > 0 ? new Date(content.lastModified).toISOString() : undefined,
  }
}
