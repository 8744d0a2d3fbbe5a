import type { EventDefinition } from './define-event.js'
import { alertEvents } from './alerts/events.js'
import { checkpointEvents } from './checkpoints/events.js'
import { agreementEvents } from './funding/agreement-events.js'
import { disbursementPlanEvents } from './funding/disbursement-plan-events.js'
import { closingEvents } from './dashboards/events.js'
import { fundingEvents } from './funding/events.js'
import { calendarEvents } from './milestones/calendar-events.js'
import { milestoneEvents } from './milestones/events.js'
import { registryEvents } from './registry/events.js'

const newest = [
  ...registryEvents,
  ...milestoneEvents,
  ...calendarEvents,
  ...fundingEvents,
  ...agreementEvents,
  ...disbursementPlanEvents,
  ...alertEvents,
  ...closingEvents,
  ...checkpointEvents,
] as readonly unknown[] as readonly EventDefinition[]

/** Every event that is or was ever published, each version once. */
export const eventDefinitions: readonly EventDefinition[] = newest.flatMap(versionsOf)

export const contexts = ['registry', 'milestones', 'funding', 'alerts', 'dashboards'] as const
export type Context = (typeof contexts)[number]

const byType = new Map(eventDefinitions.map((definition) => [definition.type, definition]))

/** The newest first. */
export function versionsOf(definition: EventDefinition): readonly EventDefinition[] {
  const { replaces } = definition
  return replaces ? [definition, ...versionsOf(replaces.event)] : [definition]
}

export function definitionOf(type: string): EventDefinition | undefined {
  return byType.get(type)
}
