import { Button } from 'antd'
import type { ReactNode } from 'react'
import { NoAnswer, Problem } from '../api/problem.js'
import { useWords } from '../i18n/index.js'

/** What a failure says to the reader: the server's own sentence, with the reference to quote when asking for help. */
export function FailureText({ error }: { readonly error: unknown }) {
  const { t } = useWords()
  if (error instanceof NoAnswer) return <>{t('state.offline')}</>
  if (!(error instanceof Problem)) return <>{t('state.failed')}</>
  const { title, detail, correlationId } = error.body
  return (
    <>
      {detail || title}
      {error.status >= 500 && correlationId && (
        <small className="muted block">
          {t('state.reference')} {correlationId}
        </small>
      )}
    </>
  )
}

interface WaitingProps {
  readonly error?: unknown
  readonly onRetry?: () => unknown
}

/** In place of something that is not there yet: on its way, or failed with the reason and a way on. */
export function Waiting({ error, onRetry }: WaitingProps) {
  const { t } = useWords()
  if (!error) {
    return (
      <div className="waiting" role="status" aria-busy="true">
        {t('state.loading')}
      </div>
    )
  }
  return (
    <div className="waiting failed" role="alert">
      <strong>{t('state.failed')}</strong>
      <p>
        <FailureText error={error} />
      </p>
      {onRetry && <Button onClick={() => void onRetry()}>{t('action.retry')}</Button>}
    </div>
  )
}

export function Nothing({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="nothing">
      <p>{title}</p>
      {children && <div className="muted">{children}</div>}
    </div>
  )
}
