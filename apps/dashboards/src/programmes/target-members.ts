import type { TargetVerb } from '@zhuji/contracts'
import type { TargetMember, TargetTerms } from '@zhuji/figures'
import type { CalendarDate } from '@zhuji/kernel'
import type { Card } from '../card/card.js'
import type { Programme, TargetLine } from './programme-versions.projection.js'

/** What of a card target lines ask. */
export const memberFields = [
  'projectId',
  'localCode',
  'name',
  'facilityKind',
  'regionCodes',
  'regionNames',
  'capacity',
  'plannedStartOn',
  'plannedCompletionOn',
  'needOn',
  'startedOn',
  'resumedOn',
  'toppedOutOn',
  'openedOn',
  'inStatisticsOn',
  'worksCompleteOn',
  'inUseOn',
] as const satisfies readonly (keyof Card)[]
export type MemberFace = Pick<Card, (typeof memberFields)[number]>

/** Amounts that came in within the programme's period, by project; a project that nobody told any of is not in it. */
export type Flows = ReadonlyMap<string, number>

/** Investment and funds are what came in the period; everything else is counted by a milestone. */
export const isFlow = ({ measure }: TargetLine): boolean => measure === 'investment' || measure === 'funds-in-place'

export function termsOf({ period }: Programme, { measure, base, stretch, cutOffOn }: TargetLine): TargetTerms {
  return { isRate: measure === 'rate', base, ...(stretch !== undefined && { stretch }), cutOffOn, period }
}

export function memberOf(
  line: TargetLine,
  face: MemberFace,
  { period, flows }: { period: Programme['period']; flows: Flows },
): TargetMember {
  const { projectId } = face
  if (isFlow(line)) return { projectId, amount: flows.get(projectId) ?? null, reachedOn: period.from, dueOn: null }
  return {
    projectId,
    amount: amountOf(line, face),
    reachedOn: reachedOn[line.verb](face),
    dueOn: dueOn[line.verb]?.(face) ?? null,
  }
}

/** A project that a list names and nobody has registered: nothing is known of it but what the list says. */
export function unregisteredMember(line: TargetLine, projectId: string): TargetMember {
  const named = line.scope.projects.find((project) => project.projectId === projectId)
  const amount = line.measure === 'capacity' || isFlow(line) ? (named?.amount ?? null) : 1
  return { projectId, amount, reachedOn: null, dueOn: null }
}

/** A list's own amount is counted, also where it masks it; else what is registered. */
function amountOf({ measure, unit, scope }: TargetLine, { projectId, capacity }: MemberFace): number | null {
  if (measure !== 'capacity') return 1
  const listed = scope.projects.find((project) => project.projectId === projectId)?.amount
  if (listed !== undefined) return listed
  const amounts = capacity.filter(({ kind }) => kind === unit).map(({ amount }) => amount)
  return amounts.length === 0 ? null : amounts.reduce((sum, amount) => sum + amount, 0)
}

type DayOf = (face: MemberFace) => CalendarDate | null

const reachedOn: Readonly<Record<TargetVerb, DayOf>> = {
  start: ({ startedOn }) => startedOn,
  resume: ({ resumedOn }) => resumedOn,
  'topping-out': ({ toppedOutOn }) => toppedOutOn,
  'works-complete': ({ worksCompleteOn }) => worksCompleteOn,
  'in-use': ({ inUseOn }) => inUseOn,
  open: ({ openedOn }) => openedOn,
  'in-statistics': ({ inStatisticsOn }) => inStatisticsOn,
}

/** Where a plan or the register names the day. */
const dueOn: Readonly<Partial<Record<TargetVerb, DayOf>>> = {
  start: ({ plannedStartOn }) => plannedStartOn,
  'works-complete': ({ plannedCompletionOn }) => plannedCompletionOn,
  'in-use': ({ needOn }) => needOn,
}
