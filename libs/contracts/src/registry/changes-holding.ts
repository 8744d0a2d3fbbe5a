import type { DataOf } from '../define-event.js'
import type { ProjectDetailsRevised } from './events.js'

type Revised = DataOf<typeof ProjectDetailsRevised>

/** What of a revision holds now: without the fields of which something later was told before. */
export function changesHolding({
  changes,
  overtaken = [],
}: Pick<Revised, 'changes' | 'overtaken'>): Revised['changes'] {
  return Object.fromEntries(Object.entries(changes).filter(([field]) => !overtaken.includes(field)))
}
