import { AlertCard } from '../alerts/alert-card.js'
import { useAlerts } from '../api/hooks.js'
import { Nothing, Waiting } from '../app/states.js'
import { useWords } from '../i18n/index.js'
import { useMay } from '../session/session.js'

export function ProjectAlerts({ projectId }: { readonly projectId: string }) {
  return useMay('alerts.read') ? <Alerts projectId={projectId} /> : null
}

function Alerts({ projectId }: { readonly projectId: string }) {
  const { t } = useWords()
  const { data, error, refetch } = useAlerts({ projectId, status: 'all', limit: 20 })
  const items = data?.pages[0]?.items
  const open = items?.filter(({ status }) => status !== 'cleared') ?? []
  const cleared = items?.filter(({ status }) => status === 'cleared') ?? []
  return (
    <section className="panel">
      <h2>{t('project.alerts')}</h2>
      {!items && <Waiting error={error} onRetry={refetch} />}
      {items?.length === 0 && <Nothing title={t('project.noAlerts')} />}
      {[...open, ...cleared].map((alert) => (
        <AlertCard key={alert.alertId} alert={alert} />
      ))}
    </section>
  )
}
