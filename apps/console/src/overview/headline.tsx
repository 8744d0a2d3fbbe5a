import type { Cell, Figure } from '../api/types.js'
import { denominatorName, figureName } from '../figures/figure-names.js'
import { count, joined, money, percent } from '../figures/numbers.js'
import type { Filters } from '../figures/question.js'
import { QuantityText } from '../figures/quantity.js'
import { useExplain } from '../figures/use-explain.js'
import { useWords } from '../i18n/index.js'

const MONEY_FIGURES = new Set(['investment-completion-rate', 'disbursement-rate', 'in-place-rate'])
const ORDER = ['start-rate', 'investment-completion-rate', 'disbursement-rate', 'in-use-rate', 'in-place-rate']

interface HeadlineProps {
  readonly total: Cell
  readonly filters: Filters
}

/** The figures a bulletin opens with. Each shows what was divided by what, and opens into the facts behind it. */
export function Headline({ total, filters }: HeadlineProps) {
  const { t, language } = useWords()
  const { explain } = useExplain()
  const figures = ORDER.flatMap((id) => total.figures.find((figure) => figure.id === id) ?? [])
  const unknownBudgets = total.unknown.budget ?? 0
  return (
    <section className="headline" aria-label={t('overview.title')}>
      <button
        type="button"
        className="figure"
        data-figure="projects"
        onClick={() => explain({ figure: 'projects', ...filters })}
      >
        <span className="figure-name">{t('overview.projects')}</span>
        <span className="figure-value">{count(total.projects)}</span>
        <span className="figure-parts">{t('overview.halted', { count: total.halted })}</span>
      </button>
      {figures.map((figure) => (
        <Rate key={figure.id} figure={figure} onOpen={() => explain({ figure: figure.id, ...filters })} />
      ))}
      <button
        type="button"
        className="figure"
        data-figure="inPlaceFen"
        onClick={() => explain({ figure: 'inPlaceFen', ...filters })}
      >
        <span className="figure-name">{t('figure.in-place')}</span>
        <span className="figure-value">
          <QuantityText quantity={money(total.inPlaceFen, language)} />
        </span>
        <span className="figure-parts">
          {t('overview.budget')} {joined(money(total.plannedFen, language))}
          {unknownBudgets > 0 && ` · ${t('overview.unknown', { count: unknownBudgets })}`}
        </span>
      </button>
    </section>
  )
}

function Rate({ figure, onOpen }: { readonly figure: Figure; readonly onOpen: () => void }) {
  const { t, language } = useWords()
  const { id, value, numerator, denominator, denominatorIs, unknown } = figure
  const part = (amount: number | null) => (MONEY_FIGURES.has(id) ? joined(money(amount, language)) : count(amount))
  return (
    <button type="button" className="figure" data-figure={id} onClick={onOpen}>
      <span className="figure-name">{figureName(id, t)}</span>
      <span className="figure-value">
        {percent(value)}
        {value !== null && <small> %</small>}
      </span>
      <span className="figure-parts">
        {part(numerator)} / {part(denominator)}
        <span className="block">
          {t('overview.denominator', { what: denominatorName(denominatorIs, t) })}
          {unknown > 0 && ` · ${t('overview.unknown', { count: unknown })}`}
        </span>
      </span>
    </button>
  )
}
