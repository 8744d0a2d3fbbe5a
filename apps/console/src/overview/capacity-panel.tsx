import type { Cell } from '../api/types.js'
import { capacityKinds } from '@zhuji/contracts'
import { count } from '../figures/numbers.js'
import type { Filters } from '../figures/question.js'
import { useExplain } from '../figures/use-explain.js'
import { useWords } from '../i18n/index.js'

/** Planned and delivered by kind; places, boarding beds and hospital beds are never added up. */
export function CapacityPanel({ total, filters }: { readonly total: Cell; readonly filters: Filters }) {
  const { t, say } = useWords()
  const { explain } = useExplain()
  const kinds = total.capacity.filter(({ planned, delivered }) => planned > 0 || delivered > 0)
  if (kinds.length === 0) return null
  return (
    <section className="panel">
      <h2>{t('overview.capacity')}</h2>
      <table className="grid">
        <thead>
          <tr>
            <th scope="col">{t('overview.capacity')}</th>
            <th scope="col" className="number">
              {t('overview.planned')}
            </th>
            <th scope="col" className="number">
              {t('overview.delivered')}
            </th>
            <th scope="col">
              <span className="unseen">{t('figure.capacity')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {kinds.map(({ kind, planned, delivered }) => (
            <tr key={kind}>
              <th scope="row">{say(capacityKinds[kind])}</th>
              {[[`planned:${kind}`, planned] as const, [`delivered:${kind}`, delivered] as const].map(
                ([figure, amount]) => (
                  <td key={figure} className="number">
                    <button type="button" className="why" onClick={() => explain({ figure, ...filters })}>
                      {count(amount)}
                    </button>
                  </td>
                ),
              )}
              <td className="unit">{say(capacityKinds[kind].unit)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
