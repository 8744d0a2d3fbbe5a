import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { call } from '../api/http.js'
import { useSubscriptions } from '../api/hooks.js'
import type { Subscription } from '../api/alert-types.js'
import { FailureText, Nothing, Waiting } from '../app/states.js'
import { useTitle } from '../app/use-title.js'
import { useWords } from '../i18n/index.js'
import { termOf } from '../i18n/terms.js'
import { Deliveries } from './deliveries.js'
import { SubscriptionForm } from './subscription-form.js'

export function SubscriptionsPage() {
  const { t } = useWords()
  useTitle(t('subscriptions.title'))
  const { data, error, refetch } = useSubscriptions()
  return (
    <div className="form-page wide">
      <Link to="/alerts" className="back">
        ← {t('alerts.title')}
      </Link>
      <h1>{t('subscriptions.title')}</h1>
      <div className="entry">
        <SubscriptionForm />
        <div>
          {!data && <Waiting error={error} onRetry={refetch} />}
          {data?.items.length === 0 && <Nothing title={t('subscriptions.none')}>{t('subscriptions.noneText')}</Nothing>}
          {data?.items.map((subscription) => (
            <SubscriptionCard key={subscription.subscriptionId} subscription={subscription} />
          ))}
        </div>
      </div>
    </div>
  )
}

function SubscriptionCard({ subscription }: { readonly subscription: Subscription }) {
  const { t, say } = useWords()
  const [showsDeliveries, setShowsDeliveries] = useState(false)
  const remove = useRemoval(subscription)
  const { subscriptionId, name, regions, facilityKinds, measures, severities, channel } = subscription
  const { disabledAt, disabledBecause } = subscription
  const words = (ids: readonly string[], vocabulary: 'facilityKinds' | 'ruleMeasures' | 'severities') =>
    ids.length === 0 ? t('subscriptions.any') : ids.map((id) => say(termOf(vocabulary, id))).join('、')
  return (
    <section className="panel" data-subscription={name}>
      <h2>{name}</h2>
      <dl className="facts">
        <dt>{t('subscriptions.regions')}</dt>
        <dd>{regions.length === 0 ? t('subscriptions.any') : regions.join('、')}</dd>
        <dt>{t('subscriptions.kinds')}</dt>
        <dd>{words(facilityKinds, 'facilityKinds')}</dd>
        <dt>{t('subscriptions.measures')}</dt>
        <dd>{words(measures, 'ruleMeasures')}</dd>
        <dt>{t('subscriptions.severities')}</dt>
        <dd>{words(severities, 'severities')}</dd>
        <dt>{t('subscriptions.channel')}</dt>
        <dd>{channel.kind === 'live' ? t('subscriptions.live') : channel.url}</dd>
      </dl>
      {disabledAt && <p className="warn">{t('subscriptions.disabled', { reason: disabledBecause ?? '' })}</p>}
      {channel.kind === 'webhook' && (
        <button
          type="button"
          className="act"
          aria-expanded={showsDeliveries}
          onClick={() => setShowsDeliveries(!showsDeliveries)}
        >
          {t('subscriptions.deliveries')}
        </button>
      )}{' '}
      <button type="button" className="act" onClick={remove}>
        {t('action.delete')}
      </button>
      {showsDeliveries && <Deliveries subscriptionId={subscriptionId} />}
    </section>
  )
}

function useRemoval({ subscriptionId, name }: Subscription) {
  const { t } = useWords()
  const { modal, message } = App.useApp()
  const queries = useQueryClient()
  const remove = async () => {
    try {
      await call(`/alerts/subscriptions/${subscriptionId}`, { method: 'DELETE' })
    } catch (error) {
      void message.error(<FailureText error={error} />)
    }
    await queries.invalidateQueries({ queryKey: ['subscriptions'] })
  }
  return () =>
    void modal.confirm({
      title: t('subscriptions.deleteTitle', { name }),
      content: t('subscriptions.deleteText'),
      okText: t('action.delete'),
      cancelText: t('action.cancel'),
      onOk: remove,
    })
}
