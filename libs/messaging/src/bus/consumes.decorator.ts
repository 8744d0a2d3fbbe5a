import { applyDecorators, UseFilters } from '@nestjs/common'
import { EventPattern } from '@nestjs/microservices'
import { OriginalErrorFilter } from './original-error.filter.js'

/** What a consumer group is called (`<service>.<purpose>`) and which events it wants. */
export interface Consumption {
  readonly group: string
  readonly events: readonly { readonly type: string }[]
}

/** As both buses see it. */
export interface ConsumptionExtras {
  readonly types: readonly string[]
}

/**
 * Marks a controller's method as the consumer of a batch: `on(events: readonly RecordedEvent[], tx: PoolClient)`. The bus
 * promises: events of one project in their order, every event in effect exactly once, all that the method writes through
 * `tx` in one transaction with the group's position. Throwing rolls back; the batch is tried again, then event by event.
 */
export function Consumes({ group, events }: Consumption): MethodDecorator {
  const extras: ConsumptionExtras = { types: events.map((event) => event.type) }
  return applyDecorators(EventPattern(group, undefined, extras), UseFilters(new OriginalErrorFilter()))
}
