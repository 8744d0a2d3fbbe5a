import { Button, Result } from 'antd'
import { Link } from 'react-router'
import { useWords } from '../i18n/index.js'
import { useTitle } from './use-title.js'

export function NotFoundPage() {
  const { t } = useWords()
  useTitle(t('state.notFound'))
  const way = <Link to="/overview">{t('nav.overview')}</Link>
  return (
    <Result
      status="info"
      title={<h1 className="inherit">{t('state.notFound')}</h1>}
      subTitle={t('state.notFoundText')}
      extra={way}
    />
  )
}

/** A page that failed while drawing; after a deployment the usual cause is a part that is gone, which loading again cures. */
export function BrokenPage() {
  const { t } = useWords()
  const again = (
    <Button type="primary" onClick={() => window.location.reload()}>
      {t('action.retry')}
    </Button>
  )
  return <Result status="warning" title={<h1 className="inherit">{t('state.broken')}</h1>} extra={again} />
}
