import type { ReactNode } from 'react'
import type { ProjectDetail } from '../api/types.js'
import { useClocks } from '../app/clocks.js'
import { dayText } from '../figures/days.js'
import { count, joined, money, percent, signed } from '../figures/numbers.js'
import { Money } from '../figures/quantity.js'
import { useExplain } from '../figures/use-explain.js'
import { useWords } from '../i18n/index.js'

export function KeyFigures({ project }: { readonly project: ProjectDetail }) {
  const { t, language } = useWords()
  const { physicalPercent, lastReportOn, paidPercent, gapPoints, slipDays, forecastCompletionOn, needOn } = project
  const paidFen = project.disbursedFen - project.refundedFen
  const isAhead = gapPoints !== null && gapPoints > 0
  return (
    <section className="headline" aria-label={t('project.facts')}>
      <KeyFigure
        project={project}
        figure="physicalPercent"
        parts={lastReportOn ? `${t('project.lastReport')} ${lastReportOn}` : t('projects.neverReported')}
      >
        <PercentText value={physicalPercent} />
      </KeyFigure>
      <KeyFigure
        project={project}
        figure="paidPercent"
        parts={`${joined(money(paidFen, language))} / ${joined(money(project.approvedBudgetFen, language))}`}
      >
        <PercentText value={paidPercent} />
      </KeyFigure>
      <KeyFigure
        project={project}
        figure="gapPoints"
        parts={t('project.gapText', { paid: percent(paidPercent), physical: percent(physicalPercent) })}
      >
        <span className={isAhead ? 'warn' : ''}>{signed(gapPoints)}</span>
      </KeyFigure>
      <KeyFigure
        project={project}
        figure="inPlaceFen"
        parts={`${t('figure.allocated')} ${joined(money(project.allocatedFen, language))}`}
      >
        <Money fen={project.inPlaceFen} />
      </KeyFigure>
      <KeyFigure
        project={project}
        figure="completedInvestmentFen"
        parts={`${t('figure.budget')} ${joined(money(project.approvedBudgetFen, language))}`}
      >
        <Money fen={project.completedInvestmentFen} />
      </KeyFigure>
      <KeyFigure
        project={project}
        figure="slipDays"
        parts={`${t('project.forecast')} ${dayText(forecastCompletionOn)} · ${t('project.need')} ${dayText(needOn)}`}
      >
        <span className={slipDays !== null && slipDays > 0 ? 'warn' : ''}>
          {slipDays === null ? count(null) : signed(slipDays)}
        </span>
      </KeyFigure>
    </section>
  )
}

function PercentText({ value }: { readonly value: number | null }) {
  return (
    <>
      {percent(value)}
      {value !== null && <small> %</small>}
    </>
  )
}

const names = {
  physicalPercent: 'figure.physical',
  paidPercent: 'figure.paid',
  gapPoints: 'figure.gap',
  slipDays: 'figure.slip',
  inPlaceFen: 'figure.in-place',
  completedInvestmentFen: 'figure.completed-investment',
} as const

interface KeyFigureProps {
  readonly project: ProjectDetail
  readonly figure: keyof typeof names
  readonly parts: string
  readonly children: ReactNode
}

function KeyFigure({ project: { projectId }, figure, parts, children }: KeyFigureProps) {
  const { t } = useWords()
  const { explain } = useExplain()
  const clocks = useClocks()
  return (
    <button
      type="button"
      className="figure"
      data-figure={figure}
      onClick={() => explain({ figure, projectId, ...clocks })}
    >
      <span className="figure-name">{t(names[figure])}</span>
      <span className="figure-value">{children}</span>
      <span className="figure-parts">{parts}</span>
    </button>
  )
}
