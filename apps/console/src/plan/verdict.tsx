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
      {provisionalYears.length > 0 && (
        <p className="hint">{t('plan.provisional', { years: provisionalYears.join('、') })}</p>
      )}
    </>
  )
}
