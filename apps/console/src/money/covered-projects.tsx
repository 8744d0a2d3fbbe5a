import { type FoundProject, useFoundProjects } from '../forms/find-projects.js'
import { useWords } from '../i18n/index.js'

interface CoveredProjectsProps {
  readonly chosen: readonly FoundProject[]
  readonly onChange: (chosen: readonly FoundProject[]) => void
  /** Those that cannot be chosen. */
  readonly without?: readonly FoundProject[]
}

/** Projects that are found by name and chosen one by one. */
export function CoveredProjects({ chosen, onChange, without = [] }: CoveredProjectsProps) {
  const { t } = useWords()
  const { found, box } = useFoundProjects(t('money.signFind'))
  const fitting = found
    .filter(({ projectId }) => ![...chosen, ...without].some((project) => project.projectId === projectId))
    .slice(0, 6)
  return (
    <>
      {chosen.length === 0 && <p className="muted">{t('money.signNone')}</p>}
      <ul className="covered-projects">
        {chosen.map(({ projectId, name }) => (
          <li key={projectId}>
            {name}{' '}
            <button
              type="button"
              className="quiet"
              aria-label={`${t('action.remove')} ${name}`}
              onClick={() => onChange(chosen.filter((project) => project.projectId !== projectId))}
            >
              {t('action.remove')}
            </button>
          </li>
        ))}
      </ul>
      {box}
      <div className="covered-projects">
        {fitting.map(({ projectId, name }) => (
          <button
            key={projectId}
            type="button"
            className="act"
            onClick={() => onChange([...chosen, { projectId, name }])}
          >
            {t('money.signAdd', { name })}
          </button>
        ))}
      </div>
    </>
  )
}
