import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from 'react-router'
import { read } from '../api/http.js'
import { ClocksControl, useClocks } from '../app/clocks.js'
import { Waiting } from '../app/states.js'
import { useTitle } from '../app/use-title.js'
import { useWords } from '../i18n/index.js'
import { useMay } from '../session/session.js'
import type { ProgrammeHead } from './programme-types.js'

export function ProgrammesPage() {
  const { t } = useWords()
  useTitle(t('nav.programmes'))
  const clocks = useClocks()
  const mayIssue = useMay('registry.issue-programme')
  const { data, error, refetch } = useQuery({
    queryKey: ['programmes', clocks],
    queryFn: ({ signal }) =>
      read<{ items: readonly ProgrammeHead[] }>('/dashboards/programmes', { query: { ...clocks }, signal }),
  })
  return (
    <>
      <div className="page-head">
        <h1>{t('nav.programmes')}</h1>
        <ClocksControl />
        {mayIssue && (
          <nav className="actions">
            <Link to="new" className="act primary">
              {t('programmeForm.issue')}
            </Link>
          </nav>
        )}
      </div>
      {!data && <Waiting error={error} onRetry={refetch} />}
      {data?.items.length === 0 && <p className="muted">{t('programme.none')}</p>}
      {data && data.items.length > 0 && <ProgrammesTable programmes={data.items} />}
    </>
  )
}

function ProgrammesTable({ programmes }: { readonly programmes: readonly ProgrammeHead[] }) {
  const { t } = useWords()
  const { search } = useLocation()
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t('nav.programmes')}>
      <table className="grid">
        <thead>
          <tr>
            <th scope="col">{t('programme.name')}</th>
            <th scope="col">{t('programme.issuer')}</th>
            <th scope="col">{t('programme.period')}</th>
            <th scope="col" className="number">
              {t('programme.version')}
            </th>
            <th scope="col" className="number">
              {t('programme.lines')}
            </th>
          </tr>
        </thead>
        <tbody>
          {programmes.map(({ programmeId, name, issuer, period, version, lines }) => (
            <tr key={programmeId}>
              <th scope="row">
                <Link to={`/programmes/${programmeId}${search}`}>{name}</Link>
              </th>
              <td>{issuer.name}</td>
              <td>
                {period.from} – {period.to}
              </td>
              <td className="number">{version}</td>
              <td className="number">{lines}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
