import type { EventDefinition } from './define-event.js'
import { alertEvents } from './alerts/events.js'
import { fundingEvents } from './funding/events.js'
import { milestoneEvents } from './milestones/events.js'
import { registryEvents } from './registry/events.js'

/** Every event that is published, once. */
export const eventDefinitions = [
  ...registryEvents,
  ...milestoneEvents,
  ...fundingEvents,
  ...alertEvents,
] as readonly unknown[] as readonly EventDefinition[]

export const contexts = ['registry', 'milestones', 'funding', 'alerts'] as const
export type Context = (typeof contexts)[number]

const byType = new Map(eventDefinitions.map((definition) => [definition.type, definition]))

export function definitionOf(type: string): EventDefinition | undefined {
  return byType.get(type)
}
