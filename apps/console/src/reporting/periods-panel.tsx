import { reportingStatuses } from '@zhuji/contracts'
import { useClocks } from '../app/clocks.js'
import { percent } from '../figures/numbers.js'
import { useWords } from '../i18n/index.js'
import { Counts } from './counts.js'
import { Due, signs } from './reporting-marks.js'
import type { ReportingPeriod } from './reporting-types.js'
import { rhythmText } from './rhythm-text.js'
import { useProjectReporting } from './use-reporting.js'

/** More than these of a weekly rhythm cannot be told apart any more. */
const SHOWN = 26

/** Each period in which a report was due, and what became of it; shown for a site of which somebody asks for reports. */
export function PeriodsPanel({ projectId }: { readonly projectId: string }) {
  const { t, language } = useWords()
  const { data } = useProjectReporting(projectId, { ...useClocks() })
  if (!data || (data.periods.length === 0 && !data.isUnderWay)) return null
  const { asked, periods, counts, dueOn, days } = data
  return (
    <section className="panel">
      <h2>
        {t('reporting.title')}
        {asked && <small className="muted"> {rhythmText(asked, language)}</small>}
      </h2>
      {asked?.programmeName && (
        <p className="muted">
          {t('reporting.askedBy', { name: asked.programmeName, version: asked.programmeVersion ?? 1 })}
        </p>
      )}
      {periods.length === 0 && <p className="muted">{t('reporting.notAsked')}</p>}
      {periods.length > 0 && (
        <>
          <ol className="periods">
            {periods.slice(-SHOWN).map((period) => (
              <Period key={period.dueOn} period={period} />
            ))}
          </ol>
          <Counts counts={counts} />
          <p>
            {t('reporting.next')} <Due dueOn={dueOn} asOf={days.asOf} />
          </p>
        </>
      )}
    </section>
  )
}

function Period({ period: { dueOn, status, reportedOn, physicalPercent } }: { readonly period: ReportingPeriod }) {
  const { say } = useWords()
  const told = reportedOn === null ? '' : ` · ${reportedOn} · ${percent(physicalPercent)} %`
  const words = `${dueOn} ${say(reportingStatuses[status])}${told}`
  return (
    <li className={`period reporting-${status}`} title={words}>
      <b aria-hidden="true">{signs[status]}</b>
      <span aria-hidden="true">{dueOn.slice(5)}</span>
      <span className="unseen">{words}</span>
    </li>
  )
}
