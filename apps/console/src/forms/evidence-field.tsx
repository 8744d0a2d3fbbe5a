import { useEffect, useRef } from 'react'
import { CameraIcon } from '../app/icons.js'
import { FailureText } from '../app/states.js'
import { useWords } from '../i18n/index.js'
import type { Evidence, Upload } from './use-evidence.js'

export function EvidenceField({ evidence }: { readonly evidence: Evidence }) {
  const { t } = useWords()
  const input = useRef<HTMLInputElement>(null)
  return (
    <div className="field" data-field="evidence">
      <span className="field-label">
        {t('form.evidence')} <span className="muted">{t('form.optional')}</span>
      </span>
      <ul className="uploads">
        {evidence.uploads.map((upload) => (
          <UploadRow key={upload.id} upload={upload} evidence={evidence} />
        ))}
      </ul>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('form.addPhoto')}
        accept="image/jpeg,image/png,image/webp,image/heic,image/heif,application/pdf"
        onChange={(event) => {
          evidence.add([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <button type="button" className="act large add-photo" onClick={() => input.current?.click()}>
        <CameraIcon /> {t('form.addPhoto')}
      </button>
      <p className="hint">{t('form.evidenceHint')}</p>
    </div>
  )
}

function UploadRow({ upload, evidence }: { readonly upload: Upload; readonly evidence: Evidence }) {
  const { t } = useWords()
  const { id, name, preview, file, error } = upload
  useEffect(() => () => void (preview && URL.revokeObjectURL(preview)), [preview])
  const state = file ? t('form.uploaded') : t('form.uploading')
  return (
    <li className={error ? 'failed' : ''}>
      {preview ? <img src={preview} alt="" /> : <span className="file-mark">PDF</span>}
      <span className="upload-words">
        <span className="upload-name">{name}</span>
        <span className="muted" role="status">
          {error ? <FailureText error={error} /> : state}
        </span>
      </span>
      {error !== undefined && (
        <button type="button" className="act" onClick={() => evidence.retry(id)}>
          {t('action.retry')}
        </button>
      )}
      <button
        type="button"
        className="act"
        onClick={() => evidence.remove(id)}
        aria-label={`${t('action.remove')} ${name}`}
      >
        ✕
      </button>
    </li>
  )
}
