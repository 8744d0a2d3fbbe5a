import { Link } from 'react-router'
import type { AlertEpisode } from '../api/alert-types.js'
import { useClocks } from '../app/clocks.js'
import { Light } from '../figures/marks.js'
import { useWords } from '../i18n/index.js'
import { termOf } from '../i18n/terms.js'
import { useMay } from '../session/session.js'
import { Acknowledge } from './acknowledge.js'
import { causeFigures } from './cause-figures.js'

interface AlertCardProps {
  readonly alert: AlertEpisode
  readonly showsProject?: boolean
}

/** A light with everything needed to compute it again: rule, target, cut-off and the figures it was judged on. */
export function AlertCard({ alert, showsProject }: AlertCardProps) {
  const { t, language, say } = useWords()
  const { asOf, knownOn } = useClocks()
  const mayAcknowledge = useMay('alerts.acknowledge') && !asOf && !knownOn
  const { severity, status, cause, project, projectId, raisedOn, acknowledged, clearedOn } = alert
  const { measure, subject, pack, packVersion, rule, targetOn, cutOffOn } = cause
  const matter = say(termOf('ruleMeasures', measure))
  const about = subject === 'project' || subject === measure ? '' : say(termOf('milestones', subject))
  return (
    <article className={`alert alert-${status}`} data-alert={alert.alertId}>
      <Light severity={severity} />
      <div className="alert-words">
        <p className="alert-head">
          <strong>{about && about !== matter ? `${matter}：${about}` : matter}</strong>
          {showsProject && <Link to={`/projects/${projectId}`}>{project?.name ?? projectId}</Link>}
          <span className={`tag alert-tag-${status}`}>{t(`alerts.${status}`)}</span>
        </p>
        <p>{causeFigures(cause.figures, language)}</p>
        <p className="muted">
          {t('alerts.raised', { day: raisedOn })}
          {targetOn && ` · ${t('alerts.target', { day: targetOn })}`} · {t('alerts.cutOff', { day: cutOffOn })}
          {clearedOn && ` · ${t('alerts.clearedOn', { day: clearedOn })}`}
          <span className="block">{t('alerts.rule', { pack, version: packVersion, rule })}</span>
        </p>
        {acknowledged && (
          <p className="muted">
            {t('alerts.acknowledgedBy', { by: acknowledged.by, day: acknowledged.on })}
            {acknowledged.text && `：${acknowledged.text}`}
          </p>
        )}
        {status === 'open' && mayAcknowledge && <Acknowledge alertId={alert.alertId} />}
      </div>
    </article>
  )
}
