import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation, useParams } from 'react-router'
import { useProject } from '../api/hooks.js'
import { read } from '../api/http.js'
import type { LedgerEntry } from '../api/ledger-types.js'
import type { Page } from '../api/types.js'
import { ClocksBanner, ClocksControl, useClocks } from '../app/clocks.js'
import { Nothing, Waiting } from '../app/states.js'
import { useTitle } from '../app/use-title.js'
import { exactYuan } from '../figures/numbers.js'
import { useWords } from '../i18n/index.js'
import { termOf } from '../i18n/terms.js'
import { useMay } from '../session/session.js'
import { isReversible } from './reversible.js'
import { ReversalForm } from './reversal-form.js'
import './money.css'

/** 台账: every entry of a project, to the fen, at any day; one that is wrong is taken back from here. */
export function LedgerPage() {
  const { t } = useWords()
  const { projectId = '' } = useParams()
  const clocks = useClocks()
  const { search } = useLocation()
  const { data: project } = useProject(projectId, { ...clocks })
  const [chosen, setChosen] = useState<LedgerEntry>()
  const isPresent = clocks.asOf === undefined && clocks.knownOn === undefined
  const mayReverse = useMay('funding.reverse') && isPresent
  useTitle(t('money.ledger'))
  return (
    <>
      <Link to={`/projects/${projectId}${search}`} className="back">
        ← {project?.name ?? t('form.toProject')}
      </Link>
      <div className="page-head">
        <h1>{t('money.ledger')}</h1>
        <ClocksControl />
      </div>
      <ClocksBanner />
      {chosen && isPresent && (
        <section key={chosen.entryId} className="panel" ref={intoView}>
          <h2>{t('money.reverseEntry')}</h2>
          <ReversalForm
            path={`/funding/projects/${projectId}/reversals`}
            what={{ entryId: chosen.entryId }}
            onRecorded={() => setChosen(undefined)}
          >
            <EntryLine entry={chosen} />
          </ReversalForm>
        </section>
      )}
      <Entries projectId={projectId} clocks={clocks} onReverse={mayReverse ? setChosen : undefined} />
    </>
  )
}

/** The form opens above the list, which may be long. */
const intoView = (form: HTMLElement | null) => form?.scrollIntoView({ block: 'center' })

function EntryLine({ entry: { entry, amountFen, documentNumber, occurredOn } }: { readonly entry: LedgerEntry }) {
  const { say } = useWords()
  return (
    <p>
      {say(termOf('ledgerEntries', entry))} <strong>{exactYuan(amountFen)}</strong> · {documentNumber}{' '}
      <span className="muted">{occurredOn}</span>
    </p>
  )
}

interface EntriesProps {
  readonly projectId: string
  readonly clocks: ReturnType<typeof useClocks>
  /** Absent for those who may not, and in the past. */
  readonly onReverse?: (entry: LedgerEntry) => void
}

function Entries({ projectId, clocks, onReverse }: EntriesProps) {
  const { t } = useWords()
  const { data, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['ledger', projectId, 'entries', clocks],
    queryFn: ({ signal, pageParam }) =>
      read<Page<LedgerEntry>>(`/funding/projects/${projectId}/entries`, {
        query: { cursor: pageParam, ...clocks },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const entries = data?.pages.flatMap(({ items }) => items) ?? []
  if (!data) return <Waiting error={error} onRetry={refetch} />
  if (entries.length === 0) return <Nothing title={t('money.noEntries')} />
  return (
    <>
      <div className="scroll" tabIndex={0} role="region" aria-label={t('money.ledger')}>
        <table className="grid ledger">
          <caption>{t('entry.yuanUnit')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('form.occurredOn')}</th>
              <th scope="col">{t('entry.kind')}</th>
              <th scope="col" className="number">
                {t('entry.amount')}
              </th>
              <th scope="col">{t('entry.source')}</th>
              <th scope="col">{t('money.entryDocument')}</th>
              <th scope="col" aria-label={t('money.reverseEntry')} />
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <EntryRow key={entry.entryId} entry={entry} onReverse={onReverse} />
            ))}
          </tbody>
        </table>
      </div>
      {hasNextPage && (
        <button type="button" className="act" onClick={() => void fetchNextPage()}>
          {t('action.more')}
        </button>
      )}
    </>
  )
}

function EntryRow({ entry: row, onReverse }: { readonly entry: LedgerEntry } & Pick<EntriesProps, 'onReverse'>) {
  const { t, say } = useWords()
  const { entry, reverses, amountFen, decreases, source, batch, documentNumber, counterparty, text } = row
  const kinds = [entry, ...(reverses ? [reverses.entry] : [])].map((kind) => say(termOf('ledgerEntries', kind)))
  const pot = [source === undefined ? t('project.noSource') : say(termOf('fundSources', source)), batch ?? []]
  return (
    <tr className={row.reversedBy === null ? '' : 'reversed'} data-entry={row.documentNumber}>
      <th scope="row" className="day">
        {row.occurredOn}
      </th>
      <td>
        {kinds.join(' · ')}
        {decreases && ` · ${t('money.lowered')}`}
      </td>
      <td className="number">{exactYuan(amountFen)}</td>
      <td>{pot.flat().join(' · ')}</td>
      <td>
        {[documentNumber, counterparty ?? [], text ?? []].flat().join(' · ')}
        {row.findings.map(({ rule, message }) => (
          <p key={rule} className="warn">
            {message}
          </p>
        ))}
      </td>
      <td>
        {row.reversedBy !== null && <span className="muted">{t('money.isReversed')}</span>}
        {row.agreementPayment && (
          <Link to={`/agreements/${row.agreementPayment.agreementId}`}>{t('money.ofAgreement')}</Link>
        )}
        {onReverse && isReversible(row) && (
          <button type="button" className="act" onClick={() => onReverse(row)}>
            {t('money.reverseEntry')}
          </button>
        )}
      </td>
    </tr>
  )
}
