import type { CalendarDate } from '@zhuji/kernel'
import type { Card } from './card.js'
import { derive } from './derive.js'
import { cutOf, type Fact } from './fact.js'
import { foldAlerts } from './fold-alerts.js'
import { foldFunding } from './fold-funding.js'
import { foldMilestones } from './fold-milestones.js'
import { foldRegistry } from './fold-registry.js'

/** The card after one more fact, with its figures. */
export function foldCard(card: Card, fact: Fact): Card {
  return derive(foldFact(card, fact))
}

/**
 * The same without the figures, for facts that are followed by more: `derive` the last one. A projection never refuses a
 * recorded fact: an event of a type that says nothing about the card leaves it as it is, but for the day it became known.
 */
export function foldFact(card: Card, fact: Fact): Card {
  return foldFactInto(card, fact, latest(card.occurredOn, cutOf(fact)))
}

/** The same for what is shown as of a business day. */
export function foldFactInto(card: Card, fact: Fact, occurredOn: CalendarDate): Card {
  const told = tellCard(card, fact)
  return {
    ...told,
    occurredOn,
    knownOn: latest(card.knownOn, fact.knownOn),
    updatedAt: latest(card.updatedAt, fact.recordedAt),
  }
}

function tellCard(card: Card, fact: Fact): Card {
  switch (fact.source) {
    case 'registry':
      return foldRegistry(card, fact)
    case 'milestones':
      return foldMilestones(card, fact)
    case 'funding':
      return foldFunding(card, fact)
    case 'alerts':
      return foldAlerts(card, fact)
    default:
      return card
  }
}

function latest(before: string | null, now: string): string {
  return before !== null && before > now ? before : now
}
