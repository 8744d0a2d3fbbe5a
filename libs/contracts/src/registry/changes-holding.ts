import type { CalendarDate } from '@zhuji/kernel'
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

/** By field of the register, the last day on which it was revised. */
export type RevisedOn = Readonly<Record<string, CalendarDate>>

/** What happened last counts, not what was told last: of a revision the fields of which nothing later is known. */
export function changesAfter(
  revisedOn: RevisedOn,
  changes: Revised['changes'],
  on: CalendarDate,
): { readonly changes: Revised['changes']; readonly revisedOn: RevisedOn } {
  const holding = Object.entries(changes).filter(([field]) => (revisedOn[field] ?? '') <= on)
  const days = Object.fromEntries(holding.map(([field]) => [field, on]))
  return { changes: Object.fromEntries(holding), revisedOn: { ...revisedOn, ...days } }
}
