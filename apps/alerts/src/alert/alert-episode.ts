import {
  AlertAcknowledged,
  AlertCleared,
  AlertRaised,
  AlertSeverityChanged,
  type DataOf,
  type RecordedEvent,
  type Severity,
} from '@zhuji/contracts'
import type { CalendarDate } from '@zhuji/kernel'
import type { Cause } from '../episodes/episodes.js'

export const alertStatuses = ['open', 'acknowledged', 'cleared'] as const
export type AlertStatus = (typeof alertStatuses)[number]

/** An episode as readers see it: its cause as last computed, and what became of it. */
export interface AlertEpisode {
  readonly alertId: string
  readonly projectId: string
  readonly status: AlertStatus
  readonly severity: Severity
  readonly cause: Cause
  readonly raisedOn: CalendarDate
  readonly raisedAt: string
  readonly severityChangedOn: CalendarDate | null
  readonly acknowledged: {
    readonly on: CalendarDate
    readonly at: string
    readonly by: string
    readonly text: string | null
  } | null
  readonly clearedOn: CalendarDate | null
  readonly clearedAt: string | null
}

export const alertListEvents = [AlertRaised, AlertSeverityChanged, AlertAcknowledged, AlertCleared] as const

/** The episode after an event about it; undefined for an event about an episode that was never raised. */
export function episodeAfter(before: AlertEpisode | undefined, event: RecordedEvent): AlertEpisode | undefined {
  if (event.type === AlertRaised.type) return raised(event)
  if (!before) return undefined
  switch (event.type) {
    case AlertSeverityChanged.type: {
      const { severity, cause } = event.data as DataOf<typeof AlertSeverityChanged>
      return { ...before, severity, cause, severityChangedOn: event.occurredOn }
    }
    case AlertAcknowledged.type: {
      const { text, by } = event.data as DataOf<typeof AlertAcknowledged>
      const signature = { by: by?.name ?? event.actor.person, text: text ?? null }
      const acknowledged = { on: event.occurredOn, at: event.recordedAt, ...signature }
      return { ...before, status: before.status === 'cleared' ? 'cleared' : 'acknowledged', acknowledged }
    }
    case AlertCleared.type: {
      const { cause } = event.data as DataOf<typeof AlertCleared>
      return { ...before, status: 'cleared', cause, clearedOn: event.occurredOn, clearedAt: event.recordedAt }
    }
    default:
      return before
  }
}

function raised(event: RecordedEvent): AlertEpisode {
  const { alertId, projectId, severity, cause } = event.data as DataOf<typeof AlertRaised>
  return {
    alertId,
    projectId,
    status: 'open',
    severity,
    cause,
    raisedOn: event.occurredOn,
    raisedAt: event.recordedAt,
    severityChangedOn: null,
    acknowledged: null,
    clearedOn: null,
    clearedAt: null,
  }
}

/** One event and the episode as it stood after it. */
export interface AlertChange {
  readonly event: RecordedEvent
  readonly episode: AlertEpisode
  /** As it was before: who follows red alerts is told when one turns yellow. */
  readonly previousSeverity: Severity
}

/** Folds a batch in its order; `known` holds the episodes it speaks of, as far as they exist, and is brought up to date. */
export function foldChanges(known: Map<string, AlertEpisode>, events: readonly RecordedEvent[]): AlertChange[] {
  return events.flatMap((event) => {
    const { alertId } = event.data as { alertId: string }
    const before = known.get(alertId)
    const episode = episodeAfter(before, event)
    if (!episode) return []
    known.set(alertId, episode)
    return [{ event, episode, previousSeverity: before?.severity ?? episode.severity }]
  })
}
