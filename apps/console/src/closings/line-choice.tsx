import { useQueries, useQuery } from '@tanstack/react-query'
import { read } from '../api/http.js'
import { Waiting } from '../app/states.js'
import { useWords } from '../i18n/index.js'
import { termOf } from '../i18n/terms.js'
import type { ProgrammeFigures, ProgrammeHead, TargetLine } from '../programmes/programme-types.js'
import { toggled } from './bulletin-draft.js'
import type { TargetLineRef } from './closing-types.js'

interface LineChoiceProps {
  readonly chosen: readonly TargetLineRef[]
  readonly fault: string | undefined
  readonly onChange: (chosen: readonly TargetLineRef[]) => void
}

/** The target lines of every programme in force. */
export function LineChoice({ chosen, fault, onChange }: LineChoiceProps) {
  const { t } = useWords()
  const { data, error, refetch } = useQuery({
    queryKey: ['programmes', {}],
    queryFn: ({ signal }) => read<{ items: readonly ProgrammeHead[] }>('/dashboards/programmes', { signal }),
  })
  const programmes = useQueries({
    queries: (data?.items ?? []).map(({ programmeId }) => ({
      queryKey: ['programmes', programmeId, {}],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        read<ProgrammeFigures>(`/dashboards/programmes/${programmeId}`, { signal }),
    })),
  }).flatMap((answer) => answer.data ?? [])
  const order = programmes.flatMap(({ programmeId, targets }) =>
    targets.map(({ line: { lineId } }) => ({ programmeId, lineId })),
  )
  return (
    <fieldset className="bulletin-part" data-field="lines">
      <legend>{t('closing.chooseLines', { count: chosen.length })}</legend>
      {!data && <Waiting error={error} onRetry={refetch} />}
      {data?.items.length === 0 && <p className="muted">{t('programme.none')}</p>}
      {programmes.map(({ programmeId, name, targets }) => (
        <div key={programmeId}>
          <h3>{name}</h3>
          {targets.map(({ line }) => {
            const { lineId } = line
            return (
              <LineBox
                key={lineId}
                line={line}
                isChosen={chosen.some((each) => each.programmeId === programmeId && each.lineId === lineId)}
                onToggle={() => onChange(toggled(chosen, { programmeId, lineId }, order))}
              />
            )
          })}
        </div>
      ))}
      <p className="hint">{t('closing.linesHint')}</p>
      {fault && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  )
}

interface LineBoxProps {
  readonly line: TargetLine
  readonly isChosen: boolean
  readonly onToggle: () => void
}

function LineBox({ line, isChosen, onToggle }: LineBoxProps) {
  const words = useWords()
  return (
    <label className="line-box">
      <input type="checkbox" checked={isChosen} onChange={onToggle} /> {lineWords(line, words)}{' '}
      <span className="muted">{words.t('programme.cutOff', { day: line.cutOffOn })}</span>
    </label>
  )
}

/** What a line counts: an amount of money by its measure, everything else by the milestone that counts. */
export function lineWords(
  { unit, measure, verb }: Pick<TargetLine, 'unit' | 'measure' | 'verb'>,
  { say }: Pick<ReturnType<typeof useWords>, 'say'>,
): string {
  const what = say(unit === 'fen' ? termOf('targetMeasures', measure) : termOf('targetVerbs', verb))
  return measure === 'capacity' ? `${what}（${say(termOf('capacityKinds', unit))}）` : what
}
