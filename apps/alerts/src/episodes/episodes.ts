import {
  AlertAcknowledged,
  AlertCleared,
  AlertRaised,
  AlertSeverityChanged,
  type DataOf,
  type NewEvent,
  type Severity,
} from '@zhuji/contracts'
import { type CalendarDate, DomainError, refuse } from '@zhuji/kernel'
import type { Decider, DecisionContext } from '@zhuji/messaging'
import type { Evaluation, Light } from '../rules/light.js'

/**
 * The alerts of one project. An alert is an episode: raised when a lamp goes on, recoloured while it stays on,
 * acknowledged at most once, cleared when the facts have recovered. One episode per cause (measure and subject) however
 * often the rule fires, and a new one only after the last was cleared: deciding twice on the same lights records nothing
 * the second time, which is what makes evaluation safe to repeat after any crash.
 */
export interface Episodes {
  readonly open: Readonly<Record<string, OpenEpisode>>
}

export interface OpenEpisode {
  readonly alertId: string
  readonly severity: Severity
  readonly raisedOn: CalendarDate
  readonly cause: Cause
  readonly acknowledged: { readonly by: string; readonly on: CalendarDate } | null
}

export type Cause = DataOf<typeof AlertRaised>['cause']

export const episodesStream = (projectId: string): string => `project/${projectId}`

/** The day on which an earlier episode was cleared; of these there are more with every year. */
export const clearedNote = (alertId: string): string => `cleared/${alertId}`

const causeKey = ({ measure, subject }: Pick<Cause, 'measure' | 'subject'>): string => `${measure}/${subject}`

export const episodesDecider: Decider<Episodes> = {
  stateVersion: 2,
  initial: () => ({ open: {} }),
  evolve: (episodes, event) => {
    switch (event.type) {
      case AlertRaised.type: {
        const { alertId, severity, cause } = event.data as DataOf<typeof AlertRaised>
        const episode = { alertId, severity, cause, raisedOn: event.occurredOn, acknowledged: null }
        return { open: { ...episodes.open, [causeKey(cause)]: episode } }
      }
      case AlertSeverityChanged.type: {
        const { alertId, severity, cause } = event.data as DataOf<typeof AlertSeverityChanged>
        return changed(episodes, alertId, { severity, cause })
      }
      case AlertAcknowledged.type: {
        const { alertId, by } = event.data as DataOf<typeof AlertAcknowledged>
        return changed(episodes, alertId, { acknowledged: { by: by?.name ?? '', on: event.occurredOn } })
      }
      case AlertCleared.type: {
        const { cause } = event.data as DataOf<typeof AlertCleared>
        const { [causeKey(cause)]: _ended, ...open } = episodes.open
        return { open }
      }
      default:
        return episodes
    }
  },
  notes: (event) =>
    event.type === AlertCleared.type
      ? [[clearedNote((event.data as DataOf<typeof AlertCleared>).alertId), event.occurredOn]]
      : [],
}

function changed(episodes: Episodes, alertId: string, change: Partial<OpenEpisode>): Episodes {
  const found = Object.entries(episodes.open).find(([, episode]) => episode.alertId === alertId)
  if (!found) return episodes
  return { open: { ...episodes.open, [found[0]]: { ...found[1], ...change } } }
}

/** What the lights of a day make of the open episodes. A rule that cannot be judged leaves its episode as it is. */
export function follow(
  projectId: string,
  evaluation: Evaluation & { readonly today: CalendarDate },
  decision: { readonly episodes: Episodes; newId: DecisionContext['newId'] },
): readonly NewEvent[] {
  const { today, lights, unknown } = evaluation
  const { open } = decision.episodes
  const lit = new Map(lights.map((light) => [causeKey(light), light]))
  const undecided = new Set(unknown.map(causeKey))
  const ended = Object.entries(open).filter(([key]) => !lit.has(key) && !undecided.has(key))
  const clearings = ended.map(([, { alertId, cause }]) =>
    AlertCleared({ projectId, alertId, cause: { ...cause, cutOffOn: today } }, today),
  )
  const others = [...lit].flatMap(([key, light]): NewEvent[] => {
    const episode = open[key]
    const { severity } = light
    if (!episode) return [AlertRaised({ projectId, alertId: decision.newId(), severity, cause: causeOf(light) }, today)]
    if (episode.severity === severity) return []
    const { alertId, severity: from } = episode
    return [AlertSeverityChanged({ projectId, alertId, from, severity, cause: causeOf(light) }, today)]
  })
  return [...clearings, ...others]
}

function causeOf({ severity: _severity, because, ...cause }: Light): Cause {
  return { ...cause, because: because.slice(0, 20) }
}

export interface Acknowledgement {
  readonly projectId: string
  readonly alertId: string
  readonly text?: string
  readonly by: { readonly person: string; readonly name: string }
  readonly occurredOn: CalendarDate
}

export function acknowledge(
  episodes: Episodes,
  { projectId, alertId, text, by, occurredOn }: Acknowledgement,
  { today, note }: Pick<DecisionContext, 'today' | 'note'>,
): readonly NewEvent[] {
  const episode = Object.values(episodes.open).find((open) => open.alertId === alertId)
  if (!episode) {
    const clearedOn = note(clearedNote(alertId)) as CalendarDate | undefined
    if (clearedOn) refuse('alert-already-cleared', { clearedOn })
    throw new DomainError('not-found', 'alert-unknown')
  }
  const { acknowledged, raisedOn } = episode
  if (acknowledged) refuse('alert-already-acknowledged', { by: acknowledged.by, acknowledgedOn: acknowledged.on })
  if (occurredOn < raisedOn) refuse('acknowledged-before-raised', { raisedOn, occurredOn }, 'occurredOn')
  if (occurredOn > today) refuse('acknowledged-in-the-future', { todayOn: today, occurredOn }, 'occurredOn')
  return [AlertAcknowledged({ projectId, alertId, text, by }, occurredOn)]
}
