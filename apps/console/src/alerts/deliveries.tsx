import { useQuery } from '@tanstack/react-query'
import { read } from '../api/http.js'
import type { Delivery } from '../api/alert-types.js'
import type { Page } from '../api/types.js'
import { Nothing, Waiting } from '../app/states.js'
import { instantText } from '../figures/days.js'
import { useWords } from '../i18n/index.js'

/** What was sent to a webhook lately, with the outcome of the last attempt. */
export function Deliveries({ subscriptionId }: { readonly subscriptionId: string }) {
  const { t, language } = useWords()
  const { data, error, refetch } = useQuery({
    queryKey: ['deliveries', subscriptionId],
    queryFn: ({ signal }) => read<Page<Delivery>>(`/alerts/subscriptions/${subscriptionId}/deliveries`, { signal }),
    refetchInterval: 10_000,
  })
  if (!data) return <Waiting error={error} onRetry={refetch} />
  if (data.items.length === 0) return <Nothing title={t('subscriptions.noDeliveries')} />
  return (
    <table className="grid">
      <thead>
        <tr>
          <th scope="col">{t('subscriptions.time')}</th>
          <th scope="col">{t('subscriptions.result')}</th>
          <th scope="col" className="number">
            {t('subscriptions.attempts')}
          </th>
        </tr>
      </thead>
      <tbody>
        {data.items.map(({ deliveryId, createdAt, status, lastOutcome, attempts }) => (
          <tr key={deliveryId}>
            <td>{instantText(createdAt, language)}</td>
            <td className={status === 'failed' ? 'warn' : ''}>
              {t(`subscriptions.outcome.${status}`)} <span className="muted">{lastOutcome}</span>
            </td>
            <td className="number">{attempts}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
