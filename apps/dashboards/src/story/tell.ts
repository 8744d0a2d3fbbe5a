import { definitionOf, type Term } from '@zhuji/contracts'
import type { Fact } from '../card/fact.js'
import { alertTellers } from './tell-alerts.js'
import { fundingTellers } from './tell-funding.js'
import { milestoneTellers } from './tell-milestones.js'
import { registryTellers } from './tell-registry.js'
import type { Before, Teller } from './teller.js'

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
