import { useWords } from '../i18n/index.js'
import { percent, signed } from './numbers.js'

interface ProgressPairProps {
  readonly physicalPercent: number | null
  readonly paidPercent: number | null
  readonly gapPoints: number | null
}

const clamp = (value: number | null) => Math.min(100, Math.max(0, value ?? 0))

/** Work above, money below, on one scale; where money runs ahead the piece beyond the work is hatched. */
export function ProgressPair({ physicalPercent, paidPercent, gapPoints }: ProgressPairProps) {
  const { t } = useWords()
  const work = clamp(physicalPercent)
  const paid = clamp(paidPercent)
  return (
    <span className="pair">
      <span className="pair-bars" aria-hidden="true">
        <span className="pair-track">
          <span className="pair-work" style={{ width: `${work}%` }} />
        </span>
        <span className="pair-track">
          <span className="pair-paid" style={{ width: `${Math.min(paid, work)}%` }} />
          {paid > work && physicalPercent !== null && (
            <span className="pair-ahead" style={{ width: `${paid - work}%` }} />
          )}
          {physicalPercent === null && <span className="pair-paid" style={{ width: `${paid}%` }} />}
        </span>
      </span>
      <span className="pair-numbers">
        <span>
          <span className="unseen">{t('projects.physical')} </span>
          {percent(physicalPercent)}
        </span>
        <span className="paid">
          <span className="unseen">{t('projects.paid')} </span>
          {percent(paidPercent)}
        </span>
      </span>
      <span className={gapPoints !== null && gapPoints > 0 ? 'pair-gap ahead' : 'pair-gap'}>
        <span className="unseen">{t('figure.gap')} </span>
        {signed(gapPoints)}
      </span>
    </span>
  )
}
