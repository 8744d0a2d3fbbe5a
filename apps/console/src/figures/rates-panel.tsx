import { useQuery } from '@tanstack/react-query'
import { read } from '../api/http.js'
import { Waiting } from '../app/states.js'
import { useWords } from '../i18n/index.js'
import { type FigureAnswer, partText, valueText } from './figure-answer.js'
import { denominatorName } from './figure-names.js'
import type { Filters } from './question.js'
import { useExplain } from './use-explain.js'

/** Every rate with both of its parts, over what is due and over the list or the plan of the year. */
export function RatesPanel({ filters }: { readonly filters: Filters }) {
  const { t } = useWords()
  const { explain } = useExplain()
  const { data, error, refetch } = useQuery({
    queryKey: ['summary', 'rates', filters],
    queryFn: ({ signal }) =>
      read<{ figures: readonly FigureAnswer[] }>('/dashboards/rates', { query: { ...filters }, signal }),
  })
  return (
    <section className="panel">
      <h2>
        {t('figures.rates')} <small className="muted">{t('figures.ratesHint')}</small>
      </h2>
      {!data && <Waiting error={error} onRetry={refetch} />}
      {data && (
        <div className="scroll" tabIndex={0} role="region" aria-label={t('figures.rates')}>
          <table className="grid">
            <thead>
              <tr>
                <th scope="col">{t('figures.name')}</th>
                <th scope="col" className="number">
                  %
                </th>
                <th scope="col" className="number">
                  {t('figures.parts')}
                </th>
                <th scope="col">{t('figures.denominatorIs')}</th>
                <th scope="col" className="number">
                  {t('figures.unknown')}
                </th>
              </tr>
            </thead>
            <tbody>
              {data.figures.map((figure) => (
                <RateRow key={figure.id} figure={figure} onOpen={() => explain({ figure: figure.id, ...filters })} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function RateRow({ figure, onOpen }: { readonly figure: FigureAnswer; readonly onOpen: () => void }) {
  const { t, say, language } = useWords()
  const { id, name, value, numerator, denominator, denominatorIs, unknown } = figure
  const part = (amount: number | null) => partText(figure, amount, language)
  return (
    <tr>
      <th scope="row">{say(name)}</th>
      <td className="number">
        <button type="button" className="why" data-figure={id} onClick={onOpen}>
          {valueText(figure, value, language)}
        </button>
      </td>
      <td className="number">
        {denominator === null ? (
          <span className="muted">{t('figures.none')}</span>
        ) : (
          `${part(numerator)} / ${part(denominator)}`
        )}
      </td>
      <td>{denominatorIs && denominatorName(denominatorIs, t)}</td>
      <td className="number">{unknown}</td>
    </tr>
  )
}
