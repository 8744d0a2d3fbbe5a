import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { read } from '../api/http.js'
import { Waiting } from '../app/states.js'
import { useTitle } from '../app/use-title.js'
import { useWords } from '../i18n/index.js'
import { CutLine } from './cut-line.js'
import { FactList, FigureDifferences } from './differences.js'
import type { Restatements } from './closing-types.js'
import './closings.css'

const FACTS_SHOWN = 200

/** A closed month beside what is known of it now. */
export function MonthPage() {
  const { t } = useWords()
  const { month = '' } = useParams()
  useTitle(t('closing.restatementsOf', { month }))
  const { data, error, refetch } = useQuery({
    queryKey: ['closings', month],
    queryFn: ({ signal }) => read<Restatements>(`/dashboards/closings/${month}/restatements`, { signal }),
  })
  if (!data) return <Waiting error={error} onRetry={refetch} />
  return (
    <>
      <div className="page-head">
        <h1>{t('closing.restatementsOf', { month })}</h1>
      </div>
      <CutLine cut={data.cut} />
      <section className="panel">
        <h2>{t('closing.differences')}</h2>
        {data.differences.length === 0 && <p className="muted">{t('closing.noDifferences')}</p>}
        {data.differences.length > 0 && <FigureDifferences differences={data.differences} />}
      </section>
      <section className="panel">
        <h2>{t('closing.lateFacts', { count: data.facts.length })}</h2>
        <FactList facts={data.facts} limit={FACTS_SHOWN} />
      </section>
    </>
  )
}
