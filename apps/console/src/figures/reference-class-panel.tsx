import { useQuery } from '@tanstack/react-query'
import type { Query } from '../api/hooks.js'
import { read } from '../api/http.js'
import { Waiting } from '../app/states.js'
import { useWords } from '../i18n/index.js'
import { termOf } from '../i18n/terms.js'
import { count } from './numbers.js'

interface ReferenceClass {
  readonly facilityKind: string | null
  readonly works: number
  readonly worksMin: number
  readonly plannedDays: number | null
  readonly quantiles:
    readonly { readonly percent: number; readonly ratio: number; readonly days: number | null }[] | null
}

/** How long completed works of a class took; of a project also what that means for its own planned duration. */
export function ReferenceClassPanel({ query }: { readonly query: Query }) {
  const { t, say } = useWords()
  const isAsked = query.facilityKind !== undefined || query.projectId !== undefined
  const { data, error, refetch } = useQuery({
    queryKey: ['summary', 'reference-class', query],
    queryFn: ({ signal }) => read<ReferenceClass>('/dashboards/reference-class', { query, signal }),
    enabled: isAsked,
  })
  const kind = data?.facilityKind ? say(termOf('facilityKinds', data.facilityKind)) : ''
  return (
    <section className="panel" data-panel="reference-class">
      <h2>
        {t('figures.class')} <small className="muted">{t('figures.classHint')}</small>
      </h2>
      {!isAsked && <p className="muted">{t('figures.chooseKind')}</p>}
      {isAsked && !data && <Waiting error={error} onRetry={refetch} />}
      {data && !data.quantiles && <p className="muted">{t('figures.classHidden', { ...data, kind })}</p>}
      {data?.quantiles && (
        <>
          <p>{t('figures.classOf', { kind, works: data.works })}</p>
          <dl className="course-figures">
            {data.quantiles.map(({ percent, ratio, days }) => (
              <div key={percent}>
                <dt>{t('figures.quantile', { percent })}</dt>
                <dd>
                  {t('figures.ratio', { ratio: count(Math.round(ratio * 100) / 100) })}
                  {days !== null && (
                    <span className="block muted">
                      {t('figures.days', { days: count(days), planned: count(data.plannedDays) })}
                    </span>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  )
}
