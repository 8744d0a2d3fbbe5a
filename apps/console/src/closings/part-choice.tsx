import { useQuery } from '@tanstack/react-query'
import type { Term } from '@zhuji/contracts'
import { read } from '../api/http.js'
import { Waiting } from '../app/states.js'
import { useWords } from '../i18n/index.js'
import { toggled } from './bulletin-draft.js'
import { type BulletinPart, groupings } from './closing-types.js'

interface Definition {
  readonly id: string
  readonly name: Term
  readonly definition: Term
  readonly of: string
}

interface PartChoiceProps {
  readonly chosen: readonly BulletinPart[]
  readonly fault: string | undefined
  readonly onChange: (chosen: readonly BulletinPart[]) => void
}

/** Every figure of groups, and how it is to be divided. */
export function PartChoice({ chosen, fault, onChange }: PartChoiceProps) {
  const { t } = useWords()
  const { data, error, refetch } = useQuery({
    queryKey: ['figures'],
    queryFn: ({ signal }) => read<{ items: readonly Definition[] }>('/dashboards/figures', { signal }),
  })
  const figures = (data?.items ?? []).filter((figure) => figure.of === 'group')
  const order = groupings.flatMap((by) => figures.map(({ id }) => ({ figure: id, by })))
  return (
    <fieldset className="bulletin-part" data-field="parts">
      <legend>{t('closing.parts', { count: chosen.length })}</legend>
      {!data && <Waiting error={error} onRetry={refetch} />}
      {data && (
        <div className="scroll figures-choice" tabIndex={0} role="region" aria-label={t('closing.figure')}>
          <table className="grid">
            <thead>
              <tr>
                <th scope="col">{t('closing.figure')}</th>
                {groupings.map((by) => (
                  <th key={by} scope="col">
                    {t(`closing.by.${by}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {figures.map((figure) => (
                <FigureRow
                  key={figure.id}
                  figure={figure}
                  isChosen={(by) => chosen.some((part) => part.figure === figure.id && part.by === by)}
                  onToggle={(by) => onChange(toggled(chosen, { figure: figure.id, by }, order))}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {fault && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  )
}

interface FigureRowProps {
  readonly figure: Definition
  readonly isChosen: (by: BulletinPart['by']) => boolean
  readonly onToggle: (by: BulletinPart['by']) => void
}

function FigureRow({ figure: { id, name, definition }, isChosen, onToggle }: FigureRowProps) {
  const { t, say } = useWords()
  return (
    <tr data-figure={id}>
      <th scope="row" title={say(definition)}>
        {say(name)}
      </th>
      {groupings.map((by) => (
        <td key={by}>
          <input
            type="checkbox"
            aria-label={`${say(name)} ${t(`closing.by.${by}`)}`}
            checked={isChosen(by)}
            onChange={() => onToggle(by)}
          />
        </td>
      ))}
    </tr>
  )
}
