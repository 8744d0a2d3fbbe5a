import { useProjectNames } from '../api/hooks.js'
import { useFoundProjects } from '../forms/find-projects.js'
import { useWords } from '../i18n/index.js'
import type { LineDraft, NamedDraft } from './programme-draft.js'

const SHOWN = 6

interface NamedProjectsProps {
  readonly line: LineDraft
  readonly onChange: (projects: readonly NamedDraft[]) => void
}

/** The projects that a line lists; where it lists none, all of its kinds and regions are meant. */
export function NamedProjects({ line: { projects, measure }, onChange }: NamedProjectsProps) {
  const { t } = useWords()
  const { found, box } = useFoundProjects(t('programmeForm.named'))
  const names = useProjectNames(projects.filter(({ name }) => name === undefined).map(({ projectId }) => projectId))
  const fitting = found.filter(({ projectId }) => projects.every((named) => named.projectId !== projectId))
  return (
    <>
      {box}
      <p className="left-out">
        {fitting.slice(0, SHOWN).map(({ projectId, name }) => (
          <button
            key={projectId}
            type="button"
            className="act"
            onClick={() => onChange([...projects, { projectId, name, amount: '', isMasked: false }])}
          >
            + {name}
          </button>
        ))}
      </p>
      {projects.length === 0 && <p className="hint">{t('programmeForm.noneNamed')}</p>}
      <ul className="named-projects">
        {projects.map((named, place) => (
          <Named
            key={named.projectId}
            named={named}
            name={named.name ?? names.get(named.projectId) ?? named.projectId}
            hasAmount={measure === 'capacity'}
            onChange={(changed) => onChange(projects.toSpliced(place, 1, ...changed))}
          />
        ))}
      </ul>
    </>
  )
}

interface NamedProps {
  readonly named: NamedDraft
  readonly name: string
  readonly hasAmount: boolean
  /** With none it is taken off the list. */
  readonly onChange: (changed: readonly NamedDraft[]) => void
}

function Named({ named, name, hasAmount, onChange }: NamedProps) {
  const { t } = useWords()
  const { amount, isMasked } = named
  return (
    <li>
      <span>{name}</span>
      {hasAmount && (
        <>
          <input
            type="text"
            inputMode="decimal"
            autoComplete="off"
            className="number"
            disabled={isMasked}
            placeholder={isMasked ? t('programme.masked') : t('programmeForm.asRegistered')}
            aria-label={`${t('programme.amount')} ${name}`}
            value={isMasked ? '' : amount}
            onChange={(event) => onChange([{ ...named, amount: event.target.value }])}
          />
          <label>
            <input
              type="checkbox"
              checked={isMasked}
              onChange={(event) => onChange([{ ...named, isMasked: event.target.checked }])}
            />{' '}
            {t('programme.masked')}
          </label>
        </>
      )}
      <button type="button" className="quiet" aria-label={`${t('action.remove')} ${name}`} onClick={() => onChange([])}>
        ✕
      </button>
    </li>
  )
}
