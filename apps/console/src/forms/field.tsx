import { type ReactNode, useId } from 'react'
import { useWords } from '../i18n/index.js'

export interface FieldControl {
  readonly id: string
  readonly 'aria-invalid': boolean
  readonly 'aria-describedby': string | undefined
}

interface FieldProps {
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly fault?: string
  readonly optional?: boolean
  /** The name the API gives the field; problems point at it. */
  readonly name: string
  readonly children: (control: FieldControl) => ReactNode
}

/** A label, its control and what is wrong with it, tied together for those who hear the page. */
export function Field({ label, hint, fault, optional, name, children }: FieldProps) {
  const { t } = useWords()
  const id = useId()
  const described = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ')
  return (
    <div className={fault ? 'field at-fault' : 'field'} data-field={name}>
      <label htmlFor={id}>
        {label}
        {optional && <span className="muted"> {t('form.optional')}</span>}
      </label>
      {children({ id, 'aria-invalid': Boolean(fault), 'aria-describedby': described || undefined })}
      {hint && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
      {fault && (
        <p id={`${id}-fault`} className="fault" role="alert">
          {fault}
        </p>
      )}
    </div>
  )
}
