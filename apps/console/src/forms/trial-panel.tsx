import type { ReactNode } from 'react'
import { type Balance, type Balances, ledgerBalanceNames, type SharedTrial, type Trial } from '../api/ledger-types.js'
import { exactYuan, joined, money, percent, signed } from '../figures/numbers.js'
import { useWords } from '../i18n/index.js'
import { termOf } from '../i18n/terms.js'

/** Of one ledger, or of several that record together. */
export type AnyTrial = Trial | SharedTrial

interface TrialPanelProps {
  readonly trial: AnyTrial | undefined
  readonly isStale: boolean
  /** What a project is called whose ledger is tried together with others. */
  readonly nameOf: (projectId: string) => string
  readonly children: ReactNode
}

/** What a posting would do to the books, before it is done. */
export function TrialPanel({ trial, isStale, nameOf, children }: TrialPanelProps) {
  const { t } = useWords()
  return (
    <section
      className={isStale ? 'panel trial stale' : 'panel trial'}
      aria-live="polite"
      data-trial={trialState(trial, isStale)}
    >
      <h2>{t('entry.trial')}</h2>
      {!trial && <p className="muted">{t('entry.trialNone')}</p>}
      {trial && <Verdict trial={trial} />}
      {trial && ('ledgers' in trial ? <Ledgers trial={trial} nameOf={nameOf} /> : <Weighed trial={trial} />)}
      {children}
    </section>
  )
}

function trialState(trial: AnyTrial | undefined, isStale: boolean): string {
  if (!trial) return 'none'
  if (isStale) return 'stale'
  return trial.accepted ? 'accepted' : 'refused'
}

/** What the whole would break, then each ledger: those that break something are open. */
function Ledgers({ trial, nameOf }: { readonly trial: SharedTrial } & Pick<TrialPanelProps, 'nameOf'>) {
  return (
    <>
      {trial.findings.length > 0 && <Findings trial={trial} />}
      {trial.ledgers.map(({ projectId, ...ledger }) => (
        <details key={projectId} open={ledger.findings.length > 0 || trial.ledgers.length < 3}>
          <summary>{nameOf(projectId)}</summary>
          <Weighed trial={ledger} />
        </details>
      ))}
    </>
  )
}

function Weighed({ trial }: { readonly trial: Omit<SharedTrial['ledgers'][number], 'projectId'> }) {
  return (
    <>
      <Findings trial={trial} />
      <GapLine trial={trial} />
      <BeforeAfter before={trial.before} after={trial.after} />
    </>
  )
}

function Verdict({ trial }: { readonly trial: Pick<Trial, 'accepted' | 'alreadyPosted'> }) {
  const { t } = useWords()
  if (trial.alreadyPosted) return <p className="notice">{t('entry.already')}</p>
  return trial.accepted ? (
    <p className="verdict good">✓ {t('entry.accepted')}</p>
  ) : (
    <p className="verdict warn">✕ {t('entry.refused')}</p>
  )
}

function Findings({ trial: { findings } }: { readonly trial: Pick<Trial, 'findings'> }) {
  const { t } = useWords()
  if (findings.length === 0) return <p className="muted">{t('entry.noFindings')}</p>
  return (
    <>
      <h3>{t('entry.findings')}</h3>
      <ul className="findings">
        {findings.map(({ rule, consequence, message }) => (
          <li key={rule} className={`finding-${consequence}`}>
            <strong>{t(`entry.consequence.${consequence}`)}</strong> {message}
          </li>
        ))}
      </ul>
    </>
  )
}

function GapLine({ trial: { gap } }: { readonly trial: Pick<Trial, 'gap'> }) {
  const { t, language } = useWords()
  const { paidPercent, physicalPercent, points, limitPoints, ahead, basis, agreedFen } = gap
  const verdict = ahead ? t('entry.gapAhead') : t('entry.gapFine')
  return (
    <dl className="facts wide">
      <dt>{t('entry.gap')}</dt>
      <dd>
        {ahead === null ? (
          t('entry.gapUnknown')
        ) : (
          <span className={ahead ? 'warn' : 'good'}>
            {signed(points)}（{verdict}，{t('entry.gapLimit', { limit: limitPoints })}）
          </span>
        )}
        <span className="block muted">
          {t('project.gapText', { paid: percent(paidPercent), physical: percent(physicalPercent) })}
        </span>
      </dd>
      {basis && (
        <>
          <dt>{t('entry.agreed', { basis: t(`entry.basis.${basis}`) })}</dt>
          <dd>{joined(money(agreedFen, language))}</dd>
        </>
      )}
    </dl>
  )
}

const nothing: Balance = {}

/** The balances that would move, by source and in total, to the fen. */
function BeforeAfter({ before, after }: { readonly before: Balances; readonly after: Balances }) {
  const { t, say } = useWords()
  const groups = [
    ...after.sources.map(({ source, batch, ...sums }) => ({
      name: [source === null ? t('project.noSource') : say(termOf('fundSources', source)), batch ?? []]
        .flat()
        .join(' · '),
      was: before.sources.find((other) => other.source === source && other.batch === batch) ?? nothing,
      is: sums,
    })),
    { name: t('project.total'), was: before.total, is: after.total },
  ]
  const moved = (was: Balance, is: Balance) => ledgerBalanceNames.filter((name) => (was[name] ?? 0) !== (is[name] ?? 0))
  const rows = groups.flatMap(({ name, was, is }) =>
    moved(was, is).map((what) => ({ name, what, was: was[what] ?? 0, is: is[what] ?? 0 })),
  )
  if (rows.length === 0) return null
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t('entry.trial')}>
      <table className="grid">
        <caption>{t('entry.yuanUnit')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('project.source')}</th>
            <th scope="col" className="number">
              {t('entry.before')}
            </th>
            <th scope="col" className="number">
              {t('entry.change')}
            </th>
            <th scope="col" className="number">
              {t('entry.after')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, what, was, is }) => (
            <tr key={`${name} ${what}`}>
              <th scope="row">
                {name} · {t(`balance.${what}`)}
              </th>
              <td className="number">{exactYuan(was)}</td>
              <td className="number">{is > was ? `+${exactYuan(is - was)}` : exactYuan(is - was)}</td>
              <td className="number strong">{exactYuan(is)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
