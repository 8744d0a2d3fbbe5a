import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link, useLocation } from 'react-router'
import { read } from '../api/http.js'
import type { Page } from '../api/types.js'
import { Nothing, Waiting } from '../app/states.js'
import { useWords } from '../i18n/index.js'
import { termOf } from '../i18n/terms.js'
import type { FigureAnswer } from './figure-answer.js'
import { Money } from './quantity.js'
import type { Filters } from './question.js'
import { useExplain } from './use-explain.js'

interface IdleAge {
  readonly age: '0-30' | '31-90' | '91-180' | '181-365' | 'over-365'
  readonly fen: number
  readonly projects: number
}

interface IdleGroup extends Omit<IdleAge, 'age'> {
  readonly id: string
  readonly name: string | null
  readonly byAge: readonly IdleAge[]
}

interface IdleFunds {
  readonly figures: readonly FigureAnswer[]
  readonly paidBeyond: FigureAnswer
  readonly byAge: readonly IdleAge[]
  readonly groups: readonly IdleGroup[]
}

interface IdleProject {
  readonly projectId: string
  readonly name: string
  readonly fen: number
  readonly oldestOn: string
}

type By = 'source' | 'region'
/** Which cell of the table is open. */
type Opened = Readonly<Partial<Record<'source' | 'region' | 'age', string>>>

/** What is in place and not paid, by source or division and by age; every amount opens into the projects behind it. */
export function IdlePanel({ filters }: { readonly filters: Filters }) {
  const { t } = useWords()
  const [by, setBy] = useState<By>('source')
  const [opened, setOpened] = useState<Opened>()
  const { data, error, refetch } = useQuery({
    queryKey: ['summary', 'idle-funds', filters, by],
    queryFn: ({ signal }) => read<IdleFunds>('/dashboards/idle-funds', { query: { ...filters, by }, signal }),
  })
  return (
    <section className="panel">
      <h2>
        {t('figures.idle')} <small className="muted">{t('figures.idleHint')}</small>
      </h2>
      <p role="group" aria-label={t('figures.by')} className="choices">
        {(['source', 'region'] as const).map((one) => (
          <button
            key={one}
            type="button"
            className="quiet"
            aria-pressed={by === one}
            onClick={() => (setBy(one), setOpened(undefined))}
          >
            {t(`figures.by-${one}`)}
          </button>
        ))}
      </p>
      {!data && <Waiting error={error} onRetry={refetch} />}
      {data?.groups.length === 0 && <Nothing title={t('figures.noIdle')} />}
      {data && data.groups.length > 0 && <IdleTable answer={data} by={by} filters={filters} onOpen={setOpened} />}
      {data && data.paidBeyond.numerator !== 0 && <PaidBeyond figure={data.paidBeyond} filters={filters} />}
      {opened && <IdleProjects query={{ ...filters, ...opened }} />}
    </section>
  )
}

interface PaidBeyondProps {
  readonly figure: FigureAnswer
  readonly filters: Filters
}

/** Not idle, and lowers nothing that is: without it the table would not come to what is in place less what was paid. */
function PaidBeyond({ figure: { id, name, rule, numerator }, filters }: PaidBeyondProps) {
  const { say } = useWords()
  const { explain } = useExplain()
  return (
    <p>
      {say(name)}{' '}
      <button type="button" className="why" onClick={() => explain({ figure: id, ...filters })}>
        <Money fen={numerator ?? 0} />
      </button>
      <small className="block muted">{say(rule)}</small>
    </p>
  )
}

interface IdleTableProps {
  readonly answer: IdleFunds
  readonly by: By
  readonly filters: Filters
  readonly onOpen: (opened: Opened) => void
}

function IdleTable({ answer: { byAge, groups, figures }, by, filters, onOpen }: IdleTableProps) {
  const { t, say } = useWords()
  const { explain } = useExplain()
  const nameOf = ({ id, name }: IdleGroup) => {
    if (by === 'region') return name ?? id
    return id === 'unstated' ? t('project.noSource') : say(termOf('fundSources', id))
  }
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t('figures.idle')}>
      <table className="grid">
        <thead>
          <tr>
            <th scope="col">{t('figures.group')}</th>
            {byAge.map(({ age }) => (
              <th key={age} scope="col" className="number">
                {t(`figures.ages.${age}`)}
              </th>
            ))}
            <th scope="col" className="number">
              {t('figures.all')}
            </th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group.id}>
              <th scope="row">{nameOf(group)}</th>
              {group.byAge.map(({ age, ...amount }) => (
                <Amount key={age} {...amount} onOpen={() => onOpen({ [by]: group.id, age })} />
              ))}
              <Amount {...group} onOpen={() => onOpen({ [by]: group.id })} />
            </tr>
          ))}
          <tr className="total">
            <th scope="row">{t('figures.all')}</th>
            {figures.slice(1).map(({ id, numerator }) => (
              <Amount key={id} fen={numerator ?? 0} onOpen={() => explain({ figure: id, ...filters })} />
            ))}
            <Amount fen={figures[0]!.numerator ?? 0} onOpen={() => explain({ figure: figures[0]!.id, ...filters })} />
          </tr>
        </tbody>
      </table>
    </div>
  )
}

interface AmountProps {
  readonly fen: number
  readonly projects?: number
  readonly onOpen: () => void
}

function Amount({ fen, projects, onOpen }: AmountProps) {
  const { t } = useWords()
  return (
    <td className="number">
      {fen === 0 ? (
        <span className="muted">0</span>
      ) : (
        <button type="button" className="why" onClick={onOpen}>
          <Money fen={fen} />
        </button>
      )}
      {projects !== undefined && projects > 0 && (
        <small className="block muted">{t('figures.projects', { count: projects })}</small>
      )}
    </td>
  )
}

function IdleProjects({ query }: { readonly query: Filters & Opened }) {
  const { t } = useWords()
  const { search } = useLocation()
  const { data, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['summary', 'idle-projects', query],
    queryFn: ({ signal, pageParam }) =>
      read<Page<IdleProject>>('/dashboards/idle-funds/projects', {
        query: { ...query, cursor: pageParam, limit: 20 },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  return (
    <>
      <h3>{t('figures.behind')}</h3>
      {!data && <Waiting error={error} onRetry={refetch} />}
      <ul className="idle-projects">
        {data?.pages
          .flatMap(({ items }) => items)
          .map(({ projectId, name, fen, oldestOn }) => (
            <li key={projectId}>
              <Link to={`/projects/${projectId}${search}`}>{name}</Link> <Money fen={fen} />{' '}
              <span className="muted">
                {t('figures.oldest')} {oldestOn}
              </span>
            </li>
          ))}
      </ul>
      {hasNextPage && <Button onClick={() => void fetchNextPage()}>{t('action.more')}</Button>}
    </>
  )
}
