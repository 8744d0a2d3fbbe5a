import type { ReactNode } from 'react'
import { moneyText, parseAmount } from '../figures/numbers.js'
import { useWords } from '../i18n/index.js'
import { isMonth, type MonthRow, monthAfter, sumOf } from './months.js'
import './months.css'

interface Column<Row> {
  readonly head: string
  readonly cell: (row: Row, change: (changes: Partial<Row>) => void) => ReactNode
}

interface MonthRowsProps<Row extends MonthRow> {
  readonly label: string
  readonly rows: readonly Row[]
  readonly onChange: (rows: readonly Row[]) => void
  /** What the first row looks like; a further one is the last one's next month. */
  readonly first: Row
  /** Between the month and the amount. */
  readonly before?: readonly Column<Row>[]
  /** Behind the amount. */
  readonly after?: readonly Column<Row>[]
}

/** Amounts by month in 万元, a row each; more come with the next month. */
export function MonthRows<Row extends MonthRow>(props: MonthRowsProps<Row>) {
  const { label, rows, onChange, first, before = [], after = [] } = props
  const { t, language } = useWords()
  const last = rows.at(-1)
  const more = () => onChange([...rows, last ? { ...last, month: monthAfter(last.month), text: '' } : first])
  return (
    <>
      <div className="scroll" tabIndex={0} role="region" aria-label={label}>
        <table className="grid months">
          <thead>
            <tr>
              <th scope="col">{t('money.month')}</th>
              {before.map(({ head }) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
              <th scope="col">{t('months.amount')}</th>
              {after.map(({ head }) => (
                <th key={head} scope="col" className="number">
                  {head}
                </th>
              ))}
              <th scope="col" aria-label={t('action.remove')} />
            </tr>
          </thead>
          <tbody>
            {rows.map((row, place) => (
              <MonthLine
                key={place}
                {...{ row, before, after }}
                change={(changes) => onChange(rows.with(place, { ...row, ...changes }))}
                remove={() => onChange(rows.toSpliced(place, 1))}
              />
            ))}
          </tbody>
        </table>
      </div>
      <p className="months-sum">
        <button type="button" className="act" onClick={more}>
          {t('months.add')}
        </button>{' '}
        {t('money.sum')} <strong data-months-sum={sumOf(rows)}>{moneyText(sumOf(rows), language)}</strong>
      </p>
    </>
  )
}

interface MonthLineProps<Row extends MonthRow> extends Required<Pick<MonthRowsProps<Row>, 'before' | 'after'>> {
  readonly row: Row
  readonly change: (changes: Partial<Row>) => void
  readonly remove: () => void
}

function MonthLine<Row extends MonthRow>({ row, before, after, change, remove }: MonthLineProps<Row>) {
  const { t } = useWords()
  const { month, text } = row
  return (
    <tr data-month={month}>
      <td>
        <input
          type="month"
          aria-label={t('money.month')}
          aria-invalid={!isMonth(month)}
          value={month}
          onChange={({ target }) => change({ month: target.value } as Partial<Row>)}
        />
      </td>
      {before.map(({ head, cell }) => (
        <td key={head}>{cell(row, change)}</td>
      ))}
      <td>
        <input
          type="text"
          inputMode="decimal"
          autoComplete="off"
          className="number"
          aria-label={`${t('months.amount')} ${month}`}
          aria-invalid={text.trim() !== '' && parseAmount(text, 'wan') === undefined}
          value={text}
          onChange={({ target }) => change({ text: target.value } as Partial<Row>)}
        />
      </td>
      {after.map(({ head, cell }) => (
        <td key={head} className="number">
          {cell(row, change)}
        </td>
      ))}
      <td>
        <button type="button" className="quiet" aria-label={`${t('action.remove')} ${month}`} onClick={remove}>
          ✕
        </button>
      </td>
    </tr>
  )
}
