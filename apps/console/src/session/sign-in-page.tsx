import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTitle } from '../app/use-title.js'
import { LanguageSwitch } from '../app/language-switch.js'
import { useWords } from '../i18n/index.js'
import { signIn } from './user-manager.js'

export function SignInPage({ place, ended }: { readonly place: string; readonly ended: boolean }) {
  const { t } = useWords()
  const [isLeaving, setLeaving] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  useTitle(t('session.signIn'))
  const leave = () => {
    setLeaving(true)
    setFailed(false)
    signIn(place === '/' ? '/overview' : place).catch(() => (setLeaving(false), setFailed(true)))
  }
  return (
    <main className="sign-in">
      <div className="sign-in-panel">
        <p className="sign-in-name">
          <Mark /> {t('product')}
        </p>
        <h1>{t('productLine')}</h1>
        <p className="muted">{t('session.welcome')}</p>
        {ended && <Alert type="warning" showIcon title={t('session.ended')} />}
        {hasFailed && <Alert type="error" showIcon title={t('state.offline')} />}
        <Button type="primary" size="large" block loading={isLeaving} onClick={leave}>
          {t('session.signIn')}
        </Button>
        <LanguageSwitch />
      </div>
    </main>
  )
}

export function Mark() {
  return (
    <svg viewBox="0 0 32 32" width="1em" height="1em" aria-hidden="true" className="mark">
      <path d="M5 26h22M9 26V14h5v12M18 26V7h5v19" fill="none" stroke="currentColor" strokeWidth="2.6" />
    </svg>
  )
}
