import { today } from '../figures/days.js'
import { MonthRows } from '../forms/month-rows.js'
import { type MonthRow, wanText } from '../forms/months.js'
import { useWords } from '../i18n/index.js'
import type { BaselineInForce } from './proposal.js'

export function investmentRows(plan: BaselineInForce | null): readonly MonthRow[] {
  return (plan?.investment ?? []).map(({ month, amountFen }) => ({ month, text: wanText(amountFen) }))
}

interface InvestmentMonthsProps {
  readonly rows: readonly MonthRow[]
  readonly onChange: (rows: readonly MonthRow[]) => void
}

/** 分月投资计划: closed until somebody asks for it, because a plan stands without it. */
export function InvestmentMonths({ rows, onChange }: InvestmentMonthsProps) {
  const { t } = useWords()
  return (
    <details data-field="investment">
      <summary>{t('months.investment')}</summary>
      <p className="hint">{t('months.investmentHint')}</p>
      <MonthRows
        label={t('months.investment')}
        rows={rows}
        onChange={onChange}
        first={{ month: today().slice(0, 7), text: '' }}
      />
    </details>
  )
}
