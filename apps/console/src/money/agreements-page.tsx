import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { read } from '../api/http.js'
import type { Agreement } from '../api/ledger-types.js'
import type { Page } from '../api/types.js'
import { Nothing, Waiting } from '../app/states.js'
import { useTitle } from '../app/use-title.js'
import { Money } from '../figures/quantity.js'
import { useWords } from '../i18n/index.js'
import { useMay } from '../session/session.js'

export function AgreementsPage() {
  const { t } = useWords()
  useTitle(t('money.agreements'))
  const mayPost = useMay('funding.post')
  const { data, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['agreements'],
    queryFn: ({ signal, pageParam }) =>
      read<Page<Agreement>>('/funding/agreements', { query: { cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const agreements = data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <>
      <Link to="/money" className="back">
        ← {t('nav.money')}
      </Link>
      <div className="page-head">
        <h1>{t('money.agreements')}</h1>
        {mayPost && (
          <nav className="actions">
            <Link to="/agreements/new" className="act primary">
              {t('money.sign')}
            </Link>
          </nav>
        )}
      </div>
      {!data && <Waiting error={error} onRetry={refetch} />}
      {data && agreements.length === 0 && <Nothing title={t('money.noAgreements')} />}
      {agreements.length > 0 && <AgreementTable agreements={agreements} />}
      {hasNextPage && (
        <button type="button" className="act" onClick={() => void fetchNextPage()}>
          {t('action.more')}
        </button>
      )}
    </>
  )
}

function AgreementTable({ agreements }: { readonly agreements: readonly Agreement[] }) {
  const { t } = useWords()
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t('money.agreements')}>
      <table className="grid">
        <thead>
          <tr>
            <th scope="col">{t('money.agreementName')}</th>
            <th scope="col">{t('entry.counterparty')}</th>
            <th scope="col">{t('money.signedOn')}</th>
            {(['agreed', 'paid', 'open', 'projects'] as const).map((name) => (
              <th key={name} scope="col" className="number">
                {t(`money.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {agreements.map(
            ({ agreementId, name, counterparty, signedOn, agreedFen, paidFen, openFen, projectCount }) => (
              <tr key={agreementId}>
                <th scope="row">
                  <Link to={`/agreements/${agreementId}`}>{name}</Link>
                </th>
                <td>{counterparty}</td>
                <td className="day">{signedOn}</td>
                {[agreedFen, paidFen, openFen].map((fen, place) => (
                  <td key={place} className="number">
                    <Money fen={fen} />
                  </td>
                ))}
                <td className="number">{projectCount}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </div>
  )
}
