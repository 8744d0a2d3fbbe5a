import { useQuery } from '@tanstack/react-query'
import { read } from '../api/http.js'
import type { PlanBeside } from '../api/ledger-types.js'
import { useClocks } from '../app/clocks.js'
import { moneyText } from '../figures/numbers.js'
import { Money } from '../figures/quantity.js'
import { useWords } from '../i18n/index.js'
import './money.css'

/** The plan in force beside what was paid, as of these days. */
export function usePlanBeside(projectId: string, clocks: object) {
  return useQuery({
    queryKey: ['ledger', projectId, 'plan', clocks],
    queryFn: ({ signal }) =>
      read<PlanBeside>(`/funding/projects/${projectId}/disbursement-plan`, { query: { ...clocks }, signal }),
  })
}

/** 支付计划 beside what was paid, month by month. Nothing where there is neither. */
export function PlanActualPanel({ projectId }: { readonly projectId: string }) {
  const { t } = useWords()
  const { data } = usePlanBeside(projectId, useClocks())
  if (!data || data.months.length === 0) return null
  const inForce = data.versions.at(-1)
  return (
    <section className="panel" data-plan-version={data.planVersion}>
      <h2>{t('money.plan')}</h2>
      <p className="muted">
        {inForce
          ? t('money.planVersion', { version: inForce.planVersion, day: inForce.occurredOn })
          : t('money.planNone')}
        {inForce?.reason && ` · ${t('money.planReason', { reason: inForce.reason })}`}
      </p>
      <PlanTable months={data.months} />
    </section>
  )
}

function PlanTable({ months }: Pick<PlanBeside, 'months'>) {
  const { t, language } = useWords()
  const most = Math.max(1, ...months.flatMap(({ plannedFen, paidFen }) => [plannedFen, paidFen]))
  const width = (fen: number) => ({ width: `${(Math.max(0, fen) / most) * 100}%` })
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t('money.plan')}>
      <table className="grid">
        <thead>
          <tr>
            <th scope="col">{t('money.month')}</th>
            <th scope="col" className="plan-bars-head" aria-label={t('money.plan')} />
            {(['planned', 'actual', 'plannedToDate', 'actualToDate'] as const).map((name) => (
              <th key={name} scope="col" className="number">
                {t(`money.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {months.map(({ month, plannedFen, paidFen, plannedToDateFen, paidToDateFen }) => (
            <tr key={month}>
              <th scope="row" className="day">
                {month}
              </th>
              <td>
                <span
                  className="plan-bars"
                  role="img"
                  aria-label={t('money.planBar', {
                    month,
                    planned: moneyText(plannedFen, language),
                    actual: moneyText(paidFen, language),
                  })}
                >
                  <span className="plan-planned" style={width(plannedFen)} />
                  <span className="plan-paid" style={width(paidFen)} />
                </span>
              </td>
              {[plannedFen, paidFen, plannedToDateFen, paidToDateFen].map((fen, place) => (
                <td key={place} className="number">
                  {fen === 0 ? <span className="muted">0</span> : <Money fen={fen} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
