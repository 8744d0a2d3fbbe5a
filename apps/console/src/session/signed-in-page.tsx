import { useQueryClient } from '@tanstack/react-query'
import { Button, Result } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { Waiting } from '../app/states.js'
import { useWords } from '../i18n/index.js'
import { finishSignIn } from './user-manager.js'

/** Where the issuer sends the reader back to. The code it carries works once, so it is redeemed once. */
export function SignedInPage() {
  const { t } = useWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [hasFailed, setFailed] = useState(false)
  const hasBegun = useRef(false)
  useEffect(() => {
    if (hasBegun.current) return
    hasBegun.current = true
    finishSignIn()
      .then((place) => (queries.clear(), navigate(place, { replace: true })))
      .catch(() => setFailed(true))
  }, [navigate, queries])
  if (!hasFailed) return <Waiting />
  const again = (
    <Button type="primary" onClick={() => navigate('/', { replace: true })}>
      {t('session.signIn')}
    </Button>
  )
  return <Result status="warning" title={t('session.failed')} extra={again} />
}
