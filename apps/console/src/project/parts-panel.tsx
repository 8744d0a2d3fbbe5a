import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { read } from '../api/http.js'
import { useClocks } from '../app/clocks.js'
import { moneyText } from '../figures/numbers.js'
import { useWords } from '../i18n/index.js'

interface Parts {
  readonly items: readonly { readonly projectId: string; readonly name: string; readonly status: string }[]
  readonly total: {
    readonly projects: number
    readonly approvedBudgetFen: number | null
    readonly budgetsUnknown: number
  }
}

/** Phases, and what a package was taken apart into; of the present alone, as the register has no past to ask for. */
export function PartsPanel({ projectId }: { readonly projectId: string }) {
  const { t, language } = useWords()
  const { asOf, knownOn } = useClocks()
  const isPresent = !asOf && !knownOn
  const { data } = useQuery({
    queryKey: ['project', projectId, 'parts'],
    queryFn: ({ signal }) => read<Parts>(`/registry/projects/${projectId}/parts`, { signal }),
    enabled: isPresent,
  })
  if (!isPresent || !data || data.items.length === 0) return null
  const { projects, approvedBudgetFen, budgetsUnknown } = data.total
  return (
    <section className="panel">
      <h2>{t('unbundling.panel')}</h2>
      <ul>
        {data.items.map(({ projectId: id, name, status }) => (
          <li key={id}>
            <Link to={`/projects/${id}`}>{name}</Link>
            {status === 'cancelled' && <span className="muted"> {t('project.cancelled')}</span>}
          </li>
        ))}
      </ul>
      <p className="muted">
        {t('unbundling.panelTotal', { number: projects, budget: moneyText(approvedBudgetFen, language) })}
        {budgetsUnknown > 0 && (
          <span className="warn"> {t('unbundling.panelUnknown', { number: budgetsUnknown })}</span>
        )}
      </p>
    </section>
  )
}
