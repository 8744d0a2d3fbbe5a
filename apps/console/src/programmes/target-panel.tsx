import type { ReactNode } from 'react'
import { count, percent } from '../figures/numbers.js'
import { useWords } from '../i18n/index.js'
import { termOf } from '../i18n/terms.js'
import { Amount } from './amount.js'
import type { Target, Tier } from './programme-types.js'

interface TargetPanelProps {
  readonly target: Target
  readonly isOpen: boolean
  readonly onToggle: () => void
  readonly children: ReactNode
}

export function TargetPanel({ target, isOpen, onToggle, children }: TargetPanelProps) {
  const { t, say } = useWords()
  const { line, value, base, stretch, list, achieved, rates } = target
  const isFlow = line.unit === 'fen'
  const what = isFlow ? '' : `${say(termOf('targetVerbs', line.verb))} · `
  return (
    <section className="panel target">
      <h2>
        {what}
        {say(line.measure === 'capacity' ? termOf('capacityKinds', line.unit) : termOf('targetMeasures', line.measure))}
        <small className="muted"> {t('programme.cutOff', { day: line.cutOffOn })}</small>
      </h2>
      <p className="target-value">
        <button type="button" className="why" aria-expanded={isOpen} onClick={onToggle}>
          <Amount value={value} unit={line.unit} />
        </button>
      </p>
      <TierRow name={t('programme.base')} tier={base} unit={line.unit} />
      {stretch && <TierRow name={t('programme.stretch')} tier={stretch} unit={line.unit} />}
      <dl className="target-parts">
        {!isFlow &&
          rates.map(({ denominatorIs, numerator, denominator, value: share }) => (
            <div key={denominatorIs}>
              <dt>{t(`programme.${denominatorIs}`)}</dt>
              <dd>
                {count(numerator)} / {count(denominator)}
                {share !== null && ` = ${percent(share)} %`}
              </dd>
            </div>
          ))}
        <div>
          <dt>{t('programme.listed')}</dt>
          <dd>{count(list.projects)}</dd>
        </div>
        {achieved.unknown + list.unknown > 0 && (
          <div className="warn">
            <dt>{t('programme.unknown')}</dt>
            <dd>{t('programme.unknownOf', { achieved: achieved.unknown, listed: list.unknown })}</dd>
          </div>
        )}
      </dl>
      {children}
    </section>
  )
}

/** Attainment ends at 100; what lies above is said beside it. */
function TierRow({ name, tier, unit }: { readonly name: string; readonly tier: Tier; readonly unit: string }) {
  const { t } = useWords()
  const { target, attainmentPercent, excess } = tier
  return (
    <p className="target-tier">
      <span>{name}</span> {target === null ? t('programme.masked') : <Amount value={target} unit={unit} />}{' '}
      <progress max={100} value={attainmentPercent ?? 0} aria-label={`${name} ${percent(attainmentPercent)} %`} />{' '}
      <strong>{attainmentPercent === null ? t('programme.notKnown') : `${percent(attainmentPercent)} %`}</strong>
      {excess !== null && excess > 0 && (
        <>
          {' '}
          {t('programme.excess')} <Amount value={excess} unit={unit} />
        </>
      )}
    </p>
  )
}
