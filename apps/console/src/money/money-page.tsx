import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useLocation } from 'react-router'
import { read } from '../api/http.js'
import type { TrialBalance } from '../api/ledger-types.js'
import { ClocksBanner, ClocksControl, useClocks } from '../app/clocks.js'
import { Waiting } from '../app/states.js'
import { useTitle } from '../app/use-title.js'
import { exactYuan } from '../figures/numbers.js'
import { useWords } from '../i18n/index.js'
import { termOf } from '../i18n/terms.js'
import { BalancesPanel } from './balances-panel.js'
import './money.css'

/** The books over all projects in scope, at any day: for those who check them. */
export function MoneyPage() {
  const { t } = useWords()
  useTitle(t('nav.money'))
  const { search } = useLocation()
  return (
    <>
      <div className="page-head">
        <h1>{t('nav.money')}</h1>
        <ClocksControl />
        <nav className="actions">
          <Link to={`/agreements${search}`} className="act">
            {t('money.toAgreements')}
          </Link>
        </nav>
      </div>
      <ClocksBanner />
      <TrialBalancePanel />
      <BalancesPanel />
    </>
  )
}

function TrialBalancePanel() {
  const { t, say } = useWords()
  const clocks = useClocks()
  const { data, error, refetch } = useQuery({
    queryKey: ['trial-balance', clocks],
    queryFn: ({ signal }) => read<TrialBalance>('/funding/trial-balance', { query: { ...clocks }, signal }),
    placeholderData: keepPreviousData,
  })
  if (!data) return <Waiting error={error} onRetry={refetch} />
  const moved = data.accounts.filter(({ debitFen, creditFen }) => debitFen !== 0 || creditFen !== 0)
  return (
    <section className="panel">
      <h2>{t('money.trialBalance')}</h2>
      <div className="scroll" tabIndex={0} role="region" aria-label={t('money.trialBalance')}>
        <table className="grid trial-balance">
          <caption>{t('entry.yuanUnit')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('money.account')}</th>
              <th scope="col" className="number">
                {t('money.debit')}
              </th>
              <th scope="col" className="number">
                {t('money.credit')}
              </th>
            </tr>
          </thead>
          <tbody>
            {moved.map(({ account, debitFen, creditFen }) => (
              <tr key={account}>
                <th scope="row">{say(termOf('ledgerAccounts', account))}</th>
                <td className="number">{exactYuan(debitFen)}</td>
                <td className="number">{exactYuan(creditFen)}</td>
              </tr>
            ))}
            <tr className="total">
              <th scope="row">{t('money.sum')}</th>
              <td className="number">{exactYuan(data.debitFen)}</td>
              <td className="number">{exactYuan(data.creditFen)}</td>
            </tr>
            <tr className={data.differenceFen === 0 ? 'good' : 'warn'} data-difference={data.differenceFen}>
              <th scope="row">{t('money.difference')}</th>
              <td className="number" colSpan={2}>
                {exactYuan(data.differenceFen)}
              </td>
            </tr>
          </tbody>
        </table>
      </div>
    </section>
  )
}
