import { lazy, Suspense } from 'react'
import { Link, useParams } from 'react-router'
import { useProject } from '../api/hooks.js'
import type { ProjectDetail } from '../api/types.js'
import { ClocksBanner, ClocksControl, useClocks } from '../app/clocks.js'
import { Waiting } from '../app/states.js'
import { useTitle } from '../app/use-title.js'
import { LightCounts, Standing } from '../figures/marks.js'
import { useWords } from '../i18n/index.js'
import { nextChanges } from '../course/course-changes.js'
import { PeriodsPanel } from '../reporting/periods-panel.js'
import { useMay, useSession } from '../session/session.js'
import { ReferenceClassPanel } from '../figures/reference-class-panel.js'
import { PlanActualPanel } from '../money/plan-actual-panel.js'
import { Facts } from './facts.js'
import { KeyFigures } from './key-figures.js'
import { MoneyPanel } from './money-panel.js'
import { PartsPanel } from './parts-panel.js'
import { PlanPanel } from './plan-panel.js'
import { ProjectAlerts } from './project-alerts.js'
import { StoryPanel } from './story-panel.js'

const ProgressChart = lazy(async () => ({ default: (await import('./progress-panel.js')).ProgressPanel }))
const CurvesChart = lazy(async () => ({ default: (await import('./curves-panel.js')).CurvesPanel }))
const TrendChart = lazy(async () => ({ default: (await import('./trend-panel.js')).TrendPanel }))

export function ProjectPage() {
  const { projectId = '' } = useParams()
  const clocks = useClocks()
  const { data, error, refetch, isPlaceholderData } = useProject(projectId, { ...clocks })
  useTitle(data?.name ?? '')
  if (!data) {
    return (
      <>
        {(clocks.asOf || clocks.knownOn) && <ClocksControl />}
        <Waiting error={error} onRetry={refetch} />
      </>
    )
  }
  return (
    <div className={isPlaceholderData ? 'stale' : ''}>
      <Head project={data} />
      <ClocksBanner />
      <KeyFigures project={data} />
      <div className="columns">
        <div className="column-main">
          <Suspense fallback={<section className="panel chart-place" />}>
            <ProgressChart project={data} />
          </Suspense>
          <PeriodsPanel projectId={projectId} />
          <Suspense fallback={<section className="panel chart-place" />}>
            <CurvesChart projectId={projectId} />
          </Suspense>
          <PlanPanel project={data} />
          <Suspense fallback={null}>
            <TrendChart projectId={projectId} />
          </Suspense>
          <MoneyPanel project={data} />
          <PlanActualPanel projectId={projectId} />
        </div>
        <div className="column-side">
          <Facts project={data} />
          <PartsPanel projectId={projectId} />
          <ReferenceClassPanel query={{ projectId, ...clocks }} />
          <ProjectAlerts projectId={projectId} />
          <StoryPanel projectId={projectId} />
        </div>
      </div>
    </div>
  )
}

function Head({ project }: { readonly project: ProjectDetail }) {
  return (
    <div className="page-head project-head">
      <div>
        <h1>{project.name}</h1>
        <p className="project-line">
          <span className="code muted">{project.localCode}</span>
          <Standing {...project} />
          <LightCounts lights={project.openAlerts} />
        </p>
      </div>
      <ClocksControl />
      <Actions project={project} />
    </div>
  )
}

/** Offered for the present only: a fact is recorded now, whatever day it is about. */
function Actions({ project }: { readonly project: ProjectDetail }) {
  const { t } = useWords()
  const { permissions } = useSession()
  const mayChange = nextChanges(project, (permission) => permissions.includes(permission)).length > 0
  const mayReport = useMay('milestones.report')
  const mayReach = useMay('milestones.reach')
  const mayPlan = useMay('milestones.plan')
  const mayPost = useMay('funding.post')
  const mayRegister = useMay('registry.register')
  const clocks = useClocks()
  const mayAct = mayReport || mayReach || mayPlan || mayPost || mayChange || mayRegister
  if (clocks.asOf || clocks.knownOn || !mayAct) return null
  const change = mayChange && (
    <Link to="course" className="act">
      {t('course.open')}
    </Link>
  )
  if (project.cancelled) return change && <nav className="actions">{change}</nav>
  return (
    <nav className="actions">
      {mayReport && (
        <Link to="report" className="act primary">
          {t('project.report')}
        </Link>
      )}
      {mayReach && (
        <Link to="milestone" className="act">
          {t('project.reach')}
        </Link>
      )}
      {mayPlan && (
        <Link to="plan" className="act">
          {t('plan.open')}
        </Link>
      )}
      {mayPost && (
        <Link to="entry" className={mayReport ? 'act' : 'act primary'}>
          {t('project.entry')}
        </Link>
      )}
      {mayPost && (
        <Link to="transfer" className="act">
          {t('money.transfer')}
        </Link>
      )}
      {mayPost && (
        <Link to="disbursement-plan" className="act">
          {t('money.planEnter')}
        </Link>
      )}
      {change}
      {mayRegister && (
        <Link to="unbundling" className="act">
          {t('unbundling.open')}
        </Link>
      )}
    </nav>
  )
}
