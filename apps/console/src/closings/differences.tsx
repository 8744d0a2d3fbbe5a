import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useWords } from '../i18n/index.js'
import type { Difference, LateFact } from './closing-types.js'
import { figureText } from './figure-text.js'

interface DifferencesProps {
  readonly differences: readonly (Difference & { readonly unit: string; readonly place?: string })[]
}

/** Figures side by side, before and after, each with the facts that moved it. */
export function Differences({ differences }: DifferencesProps) {
  const { t, say, language } = useWords()
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t('closing.differences')}>
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
          {differences.map(({ figure, name, unit, place, before, after, events }) => (
            <tr key={`${figure} ${place ?? ''}`}>
              <th scope="row">
                {say(name)}
                {place !== undefined && <small className="muted block">{place}</small>}
              </th>
              <td className="number">{figureText(before.value, unit, language)}</td>
              <td className="number">{figureText(after.value, unit, language)}</td>
              <td>
                <ul className="late">
                  {events.slice(0, EVENTS_SHOWN).map((event) => (
                    <li key={event.eventId}>
                      <FactText fact={event} />
                    </li>
                  ))}
                  {events.length > EVENTS_SHOWN && (
                    <li className="muted">{t('closing.more', { count: events.length - EVENTS_SHOWN })}</li>
                  )}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const EVENTS_SHOWN = 5

export function FactText({ fact }: { readonly fact: LateFact }): ReactNode {
  const { t, say } = useWords()
  const { projectId, project, what, occurredOn, knownOn } = fact
  return (
    <>
      <Link to={`/projects/${projectId}`}>{project}</Link> {say(what)}{' '}
      <small className="muted">{t('closing.days', { occurredOn, knownOn })}</small>
    </>
  )
}
