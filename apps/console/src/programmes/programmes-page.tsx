import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from 'react-router'
import { read } from '../api/http.js'
import { ClocksControl, useClocks } from '../app/clocks.js'
import { Waiting } from '../app/states.js'
import { useTitle } from '../app/use-title.js'
import { useWords } from '../i18n/index.js'
import type { ProgrammeHead } from './programme-types.js'

export function ProgrammesPage() {
  const { t } = useWords()
  useTitle(t('nav.programmes'))
  const { search } = useLocation()
  const clocks = useClocks()
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
      </div>
      {!data && <Waiting error={error} onRetry={refetch} />}
      {data?.items.length === 0 && <p className="muted">{t('programme.none')}</p>}
      {data && data.items.length > 0 && (
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
              {data.items.map(({ programmeId, name, issuer, period, version, lines }) => (
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
      )}
    </>
  )
}
