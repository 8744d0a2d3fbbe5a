import { Link, useLocation } from 'react-router'
import { balanceNames, type ProjectDetail, type SourceSums } from '../api/types.js'
import { useClocks } from '../app/clocks.js'
import { Nothing } from '../app/states.js'
import { Money } from '../figures/quantity.js'
import { useExplain } from '../figures/use-explain.js'
import { useWords } from '../i18n/index.js'
import { termOf } from '../i18n/terms.js'

export function MoneyPanel({ project }: { readonly project: ProjectDetail }) {
  const { t, say } = useWords()
  const { explain } = useExplain()
  const clocks = useClocks()
  const { search } = useLocation()
  const { ledger, projectId } = project
  const nameOf = ({ source }: SourceSums) =>
    source === 'unstated' ? t('project.noSource') : say(termOf('fundSources', source))
  return (
    <section className="panel">
      <h2>
        {t('project.money')}{' '}
        <small>{ledger.length > 0 && <Link to={`ledger${search}`}>{t('money.ledger')}</Link>}</small>
      </h2>
      {ledger.length === 0 && <Nothing title={t('project.noMoney')} />}
      {ledger.length > 0 && (
        <div className="scroll" tabIndex={0} role="region" aria-label={t('project.money')}>
          <table className="grid">
            <thead>
              <tr>
                <th scope="col">{t('project.source')}</th>
                {balanceNames.map((name) => (
                  <th key={name} scope="col" className="number">
                    {t(`balance.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {ledger.map((sums) => (
                <tr key={sums.source}>
                  <th scope="row">{nameOf(sums)}</th>
                  {balanceNames.map((name) => (
                    <td key={name} className="number">
                      {sums[name] ? <Money fen={sums[name]} /> : <span className="muted">0</span>}
                    </td>
                  ))}
                </tr>
              ))}
              <tr className="total">
                <th scope="row">{t('project.total')}</th>
                {balanceNames.map((name) => (
                  <td key={name} className="number">
                    <button
                      type="button"
                      className="why"
                      onClick={() => explain({ figure: name, projectId, ...clocks })}
                    >
                      {project[name] === 0 ? '0' : <Money fen={project[name]} />}
                    </button>
                  </td>
                ))}
              </tr>
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
