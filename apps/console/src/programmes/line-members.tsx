import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useLocation } from 'react-router'
import { read } from '../api/http.js'
import type { Page } from '../api/types.js'
import type { Clocks } from '../app/clocks.js'
import { Waiting } from '../app/states.js'
import { UNKNOWN } from '../figures/numbers.js'
import { useWords } from '../i18n/index.js'
import { Amount } from './amount.js'
import type { LineMember, TargetLine } from './programme-types.js'

interface LineMembersProps {
  readonly programmeId: string
  readonly line: TargetLine
  readonly clocks: Clocks
}

/** The projects behind a line, whatever they add to it. */
export function LineMembers({ programmeId, line, clocks }: LineMembersProps) {
  const { t } = useWords()
  const { data, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['programmes', programmeId, line.lineId, clocks],
    queryFn: ({ signal, pageParam }) =>
      read<Page<LineMember>>(
        `/dashboards/programmes/${programmeId}/lines/${encodeURIComponent(line.lineId)}/projects`,
        {
          query: { ...clocks, cursor: pageParam },
          signal,
        },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  if (!data) return <Waiting error={error} onRetry={refetch} />
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t('nav.projects')}>
      <table className="grid">
        <thead>
          <tr>
            <th scope="col">{t('nav.projects')}</th>
            <th scope="col" className="number">
              {t('programme.amount')}
            </th>
            <th scope="col">{t('programme.due')}</th>
            <th scope="col">{t('programme.reached')}</th>
            <th scope="col">{t('programme.counts')}</th>
          </tr>
        </thead>
        <tbody>
          {data.pages
            .flatMap(({ items }) => items)
            .map((member) => (
              <MemberRow key={member.projectId} member={member} unit={line.unit} />
            ))}
        </tbody>
      </table>
      {hasNextPage && (
        <button type="button" className="quiet" onClick={() => void fetchNextPage()}>
          {t('action.more')}
        </button>
      )}
    </div>
  )
}

function MemberRow({ member, unit }: { readonly member: LineMember; readonly unit: string }) {
  const { t } = useWords()
  const { search } = useLocation()
  const { projectId, name, regionNames, amount, dueOn, reachedOn, counts } = member
  return (
    <tr>
      <th scope="row">
        {name === null ? t('programme.unregistered') : <Link to={`/projects/${projectId}${search}`}>{name}</Link>}
        <small className="muted block">{regionNames.at(-1)}</small>
      </th>
      <td className="number">
        <Amount value={amount} unit={unit === 'percent' ? 'projects' : unit} />
      </td>
      <td>{dueOn ?? UNKNOWN}</td>
      <td>{reachedOn ?? UNKNOWN}</td>
      <td>{counts ? '✓' : ''}</td>
    </tr>
  )
}
