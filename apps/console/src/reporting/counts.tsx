import { reportingStatuses } from '@zhuji/contracts'
import { count } from '../figures/numbers.js'
import { useWords } from '../i18n/index.js'
import type { ReportingCounts } from './reporting-types.js'

export function Counts({ counts }: { readonly counts: ReportingCounts }) {
  const { t, say } = useWords()
  const rows = [
    [t('reporting.due'), counts.due],
    [say(reportingStatuses.reported), counts.reported],
    [say(reportingStatuses.unchanged), counts.unchanged],
    [say(reportingStatuses['without-photos']), counts.withoutPhotos],
    [say(reportingStatuses.silent), counts.silent],
  ] as const
  return (
    <dl className="reporting-counts">
      {rows.map(([name, number]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{count(number)}</dd>
        </div>
      ))}
    </dl>
  )
}
