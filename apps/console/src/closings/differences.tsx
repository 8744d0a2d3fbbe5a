import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useWords } from '../i18n/index.js'
import type { Difference, LateFact } from './closing-types.js'
import { figureText } from './figure-text.js'

export interface DifferenceRow {
  readonly name: string
  /** Of what, or where. */
  readonly of?: ReactNode
  readonly before: ReactNode
  readonly after: ReactNode
  readonly events: readonly LateFact[]
  /** Said in place of facts where none made the difference. */
  readonly because?: string
}

/** What came out otherwise, before and after side by side, each with the facts that moved it. */
export function DifferencesTable({ label, rows }: { readonly label: string; readonly rows: readonly DifferenceRow[] }) {
  const { t } = useWords()
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={label}>
      <table className="grid">
        <caption>{t('closing.moneyUnit')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('closing.figure')}</th>
            <th scope="col" className="number">
              {t('closing.before')}
            </th>
            <th scope="col" className="number">
              {t('closing.after')}
            </th>
            <th scope="col">{t('closing.because')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, of, before, after, events, because }, index) => (
            <tr key={index}>
              <th scope="row">
                {name}
                {of !== undefined && <small className="muted block">{of}</small>}
              </th>
              <td className="number">{before}</td>
              <td className="number">{after}</td>
              <td>{events.length > 0 ? <FactList facts={events} limit={EVENTS_SHOWN} /> : because}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const EVENTS_SHOWN = 5

interface FigureDifferencesProps {
  readonly differences: readonly (Difference & { readonly unit: string; readonly place?: string })[]
}

export function FigureDifferences({ differences }: FigureDifferencesProps) {
  const { t, say, language } = useWords()
  const rows = differences.map(({ name, unit, place, before, after, events }) => ({
    name: say(name),
    of: place,
    before: figureText(before.value, unit, language),
    after: figureText(after.value, unit, language),
    events,
  }))
  return <DifferencesTable label={t('closing.differences')} rows={rows} />
}

interface FactListProps {
  readonly facts: readonly LateFact[]
  readonly limit: number
}

export function FactList({ facts, limit }: FactListProps) {
  const { t, say } = useWords()
  return (
    <ul className="late">
      {facts.slice(0, limit).map(({ eventId, projectId, project, what, occurredOn, knownOn }) => (
        <li key={eventId}>
          <Link to={`/projects/${projectId}`}>{project}</Link> {say(what)}{' '}
          <small className="muted">{t('closing.days', { occurredOn, knownOn })}</small>
        </li>
      ))}
      {facts.length > limit && <li className="muted">{t('closing.more', { count: facts.length - limit })}</li>}
    </ul>
  )
}
