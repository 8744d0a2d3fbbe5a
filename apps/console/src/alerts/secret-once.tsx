import { useState } from 'react'
import type { Subscription } from '../api/alert-types.js'
import { useWords } from '../i18n/index.js'

/** The signing secret exists on the screen until it is closed, and nowhere else in the console. */
export function SecretOnce({
  subscription: { name, secret },
  onDone,
}: {
  subscription: Subscription
  onDone: () => void
}) {
  const { t } = useWords()
  const [isCopied, setCopied] = useState(false)
  const copy = () =>
    navigator.clipboard?.writeText(secret ?? '').then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <div className="notice good-notice" role="status">
      <strong>
        ✓ {t('subscriptions.saved')}：{name}
      </strong>
      {secret && (
        <>
          <p>{t('subscriptions.secretText')}</p>
          <p>
            <span className="muted">{t('subscriptions.secret')}</span> <code className="secret">{secret}</code>
          </p>
          <button type="button" className="act" onClick={() => void copy()}>
            {isCopied ? t('action.copied') : t('action.copy')}
          </button>{' '}
        </>
      )}
      <button type="button" className="act" onClick={onDone}>
        {t('action.close')}
      </button>
    </div>
  )
}
