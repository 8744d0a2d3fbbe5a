import type { NewEvent } from '@zhuji/contracts'
import { type CalendarDate, refuse } from '@zhuji/kernel'

interface Known {
  /** Since when a source claims to have known it; absent: it becomes known today. */
  readonly knownOn?: CalendarDate
  readonly today: CalendarDate
}

/**
 * Nobody knows a fact before it happened, and nobody has known one since a day to come: refused of every service, for what
 * is told live and for what an import claims. Plans and forecasts speak of days to come in what they say.
 */
export function refuseForeknowledge(events: readonly NewEvent[], { knownOn, today }: Known): void {
  if (knownOn !== undefined && knownOn > today) refuse('known-on-in-future', { knownOn, today }, 'knownOn')
  const early = events.find(({ occurredOn }) => occurredOn > (knownOn ?? today))
  if (!early) return
  const { occurredOn } = early
  refuse('known-before-it-happened', { occurredOn, knownOn: knownOn ?? today }, 'occurredOn')
}
