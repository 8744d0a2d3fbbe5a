import { reportingStatuses } from '@zhuji/contracts'
import { useClocks } from '../app/clocks.js'
import { percent } from '../figures/numbers.js'
import { useWords } from '../i18n/index.js'
import { Counts } from './counts.js'
import { Due, DueFor, signs } from './reporting-marks.js'
import type { AskedRhythm, ReportingPeriod } from './reporting-types.js'
import { rhythmText } from './rhythm-text.js'
import { useProjectReporting } from './use-reporting.js'

/** More than these of a weekly rhythm cannot be told apart any more. */
const SHOWN = 26

/** Each period in which a report was due, one strip for each who asks; of a site of which somebody asks for reports. */
export function PeriodsPanel({ projectId }: { readonly projectId: string }) {
  const { t } = useWords()
  const { data } = useProjectReporting(projectId, { ...useClocks() })
  if (!data || (data.periods.length === 0 && !data.isUnderWay)) return null
  const { asked, periods, counts, dueOn, dueFor, days } = data
  return (
    <section className="panel">
      <h2>{t('reporting.title')}</h2>
      {periods.length === 0 && <p className="muted">{t('reporting.notAsked')}</p>}
      {periods.length > 0 && (
        <>
          {byAsker(periods).map((ofOne) => (
            <Strip
              key={ofOne[0]!.programmeId}
              periods={ofOne}
              asked={asked.find(({ programmeId }) => programmeId === ofOne[0]!.programmeId)}
            />
          ))}
          <Counts counts={counts} />
          <p>
            {t('reporting.next')} <Due dueOn={dueOn} asOf={days.asOf} />
            <DueFor dueFor={dueFor} />
          </p>
        </>
      )}
    </section>
  )
}

function byAsker(periods: readonly ReportingPeriod[]): readonly (readonly ReportingPeriod[])[] {
  return [...new Set(periods.map(({ programmeId }) => programmeId))].map((asker) =>
    periods.filter(({ programmeId }) => programmeId === asker),
  )
}

interface StripProps {
  readonly periods: readonly ReportingPeriod[]
  /** Absent of a programme that no longer asks. */
  readonly asked: AskedRhythm | undefined
}

function Strip({ periods, asked }: StripProps) {
  const { t, language } = useWords()
  const name = periods.at(-1)!.programmeName
  const asks =
    name === null
      ? t('reporting.byRegister')
      : t('reporting.askedBy', { name, version: asked?.programmeVersion ?? periods.at(-1)!.programmeVersion ?? 1 })
  return (
    <>
      <p className="muted">
        {asked && `${rhythmText(asked, language)} · `}
        {asks}
      </p>
      <ol className="periods">
        {periods.slice(-SHOWN).map((period) => (
          <Period key={period.dueOn} period={period} />
        ))}
      </ol>
    </>
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
