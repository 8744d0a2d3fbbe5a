import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useProjectNames } from '../api/hooks.js'
import { read } from '../api/http.js'
import type { Balance } from '../api/ledger-types.js'
import { useClocks } from '../app/clocks.js'
import { Nothing, Waiting } from '../app/states.js'
import { Money } from '../figures/quantity.js'
import { useWords } from '../i18n/index.js'
import { termOf } from '../i18n/terms.js'

const groupings = ['source', 'region', 'project', 'programme'] as const
type Grouping = (typeof groupings)[number]
const columns = ['allocatedFen', 'inPlaceFen', 'committedFen', 'certifiedFen', 'disbursedFen', 'cashFen'] as const

interface Group extends Balance {
  readonly group: string
  /** Of a programme. */
  readonly name?: string
}

export function BalancesPanel() {
  const { t } = useWords()
  const clocks = useClocks()
  const [by, setBy] = useState<Grouping>('source')
  const { data, error, refetch } = useQuery({
    queryKey: ['balances', by, clocks],
    queryFn: ({ signal }) =>
      read<{ items: readonly Group[] }>('/funding/balances', { query: { by, ...clocks }, signal }),
    placeholderData: keepPreviousData,
  })
  const groups = data?.items ?? []
  const names = useNames(by, groups)
  return (
    <section className="panel">
      <h2>{t('money.balances')}</h2>
      <label className="balances-by">
        <span className="muted">{t('money.by')}</span>{' '}
        <select value={by} onChange={(event) => setBy(event.target.value as Grouping)}>
          {groupings.map((grouping) => (
            <option key={grouping} value={grouping}>
              {t(`money.byChoice.${grouping}`)}
            </option>
          ))}
        </select>
      </label>
      {!data && <Waiting error={error} onRetry={refetch} />}
      {data && groups.length === 0 && <Nothing title={t('money.noBalances')} />}
      {groups.length > 0 && (
        <div className="scroll" tabIndex={0} role="region" aria-label={t('money.balances')}>
          <table className="grid">
            <thead>
              <tr>
                <th scope="col">{t('money.group')}</th>
                {columns.map((column) => (
                  <th key={column} scope="col" className="number">
                    {t(`balance.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {groups.map((group) => (
                <tr key={group.group}>
                  <th scope="row">{group.name ?? names(group.group)}</th>
                  {columns.map((column) => (
                    <td key={column} className="number">
                      {group[column] ? <Money fen={group[column]} /> : <span className="muted">0</span>}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function useNames(by: Grouping, groups: readonly Group[]): (group: string) => string {
  const { t, say } = useWords()
  const projects = useProjectNames(by === 'project' ? groups.map(({ group }) => group) : [])
  return (group) => {
    if (by === 'project') return projects.get(group) ?? group
    if (group === '') return t('project.noSource')
    return by === 'source' ? say(termOf('fundSources', group)) : group
  }
}
