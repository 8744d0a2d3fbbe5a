import { Link } from 'react-router'
import { useWords } from '../i18n/index.js'
import { type Proposal, spareDays } from './proposal.js'

/** Whether the need date can be met, by how much, and what is still uncertain about the days. */
export function Verdict({ proposal }: { readonly proposal: Proposal }) {
  const { t } = useWords()
  const { shortByDays, earliestNeedOn, provisionalYears } = proposal
  return (
    <>
      {shortByDays > 0 ? (
        <p className="notice failed" role="status">
          {t('plan.tooLate', { days: shortByDays, day: earliestNeedOn })}
        </p>
      ) : (
        <p className="notice good-notice" role="status">
          {t('plan.fits', { day: earliestNeedOn, days: spareDays(proposal) })}
        </p>
      )}
      <ProvisionalYears years={provisionalYears} />
    </>
  )
}

/** The years whose days may still move, each with the way to its calendar. */
export function ProvisionalYears({ years }: { readonly years: readonly string[] }) {
  const { t } = useWords()
  if (years.length === 0) return null
  return (
    <p className="hint">
      {t('plan.provisional', { years: years.join('、') })}
      {years.map((year) => (
        <span key={year}>
          {' '}
          <Link to={`/working-days?year=${year}`}>{t('calendar.open', { year })}</Link>
        </span>
      ))}
    </p>
  )
}
