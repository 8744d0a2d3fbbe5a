import { definitionOf, type Term } from '@zhuji/contracts'
import type { Fact } from '../card/fold-card.js'
import { alertTellers } from './tell-alerts.js'
import { fundingTellers } from './tell-funding.js'
import { milestoneTellers } from './tell-milestones.js'
import { registryTellers } from './tell-registry.js'

/** What one event says, as a sentence in both languages; `before` is the physical % known before it, where the event does not carry it. */
export type Teller = (data: never, told: { readonly occurredOn: string; readonly before: Before }) => Term

/** What the line before leaves open: the physical % reported last. */
export interface Before {
  readonly physicalPercent: number | null
}

const tellers: Readonly<Record<string, Teller>> = {
  ...registryTellers,
  ...milestoneTellers,
  ...fundingTellers,
  ...alertTellers,
}

/** A type without a sentence of its own is told by its name: a story has no gaps. */
export function tell(fact: Fact, before: Before = { physicalPercent: null }): Term {
  const teller = tellers[fact.type]
  if (!teller) return definitionOf(fact.type)?.summary ?? { zh: fact.type, en: fact.type }
  return teller(fact.data as never, { occurredOn: fact.occurredOn, before })
}
