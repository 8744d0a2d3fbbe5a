import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Receipt } from '../api/types.js'
import { FailureText } from '../app/states.js'
import { useTitle } from '../app/use-title.js'
import { instantText } from '../figures/days.js'
import { useWords } from '../i18n/index.js'
import { useMay } from '../session/session.js'

interface FormFrameProps {
  readonly title: string
  /** The way back and its words. */
  readonly back: readonly [to: string, words: string]
  readonly permission: string
  readonly isWide?: boolean
  readonly children: ReactNode
}

/** The frame of a form: the way back, what it does, and a word for those who may not. */
export function FormFrame({ title, back: [to, words], permission, isWide, children }: FormFrameProps) {
  const { t } = useWords()
  const may = useMay(permission)
  useTitle(title)
  return (
    <div className={isWide ? 'form-page wide' : 'form-page'}>
      <Link to={to} className="back">
        ← {words}
      </Link>
      <h1>{title}</h1>
      {may ? children : <p className="notice">{t('form.notAllowed')}</p>}
    </div>
  )
}

interface FormPageProps extends Omit<FormFrameProps, 'back'> {
  readonly projectId: string
  readonly projectName: string | undefined
}

/** A form about one project. */
export function FormPage({ projectId, projectName, ...frame }: FormPageProps) {
  const { t } = useWords()
  return <FormFrame {...frame} back={[`/projects/${projectId}`, projectName ?? t('form.toProject')]} />
}

interface OutcomeProps {
  readonly receipt: Receipt
  readonly projectId: string
  readonly onAgain: () => void
}

export function Recorded({ receipt, projectId, onAgain }: OutcomeProps) {
  const { t, language } = useWords()
  const { recordedAt, version } = receipt
  return (
    <div className="recorded" role="status">
      <p className="recorded-word">✓ {t('form.recorded')}</p>
      <p className="muted">{t('form.recordedText', { time: instantText(recordedAt, language), version })}</p>
      <Link to={`/projects/${projectId}`} className="act primary large">
        {t('form.toProject')}
      </Link>
      <button type="button" className="act large" onClick={onAgain}>
        {t('form.again')}
      </button>
    </div>
  )
}

/** A refusal that belongs to no field, or to one that is not on the screen. */
export function FormFailure({ error, shown }: { readonly error: unknown; readonly shown: readonly string[] }) {
  const { t } = useWords()
  if (!error) return null
  const fields = Object.keys((error as { fields?: Record<string, string> }).fields ?? {})
  const isAtFields = fields.length > 0 && fields.every((field) => shown.includes(field))
  return (
    <div className="notice failed" role="alert">
      {isAtFields ? t('form.fix') : <FailureText error={error} />}
    </div>
  )
}

interface SubmitProps {
  readonly isSending: boolean
  readonly isRetrying: boolean
  readonly isDisabled?: boolean
  readonly words: string
}

/** At the thumb: it stays at the bottom of a phone's screen. */
export function Submit({ isSending, isRetrying, isDisabled, words }: SubmitProps) {
  const { t } = useWords()
  return (
    <div className="submit">
      {isRetrying && <p role="status">{t('form.retrying')}</p>}
      <button type="submit" className="act primary large" disabled={isSending || isDisabled} aria-busy={isSending}>
        {isSending ? t('form.sending') : words}
      </button>
    </div>
  )
}
