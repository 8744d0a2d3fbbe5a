import { type DataOf, type NewEvent, ProgrammeIssued, ProgrammeRevised, unitsOf } from '@zhuji/contracts'
import { rhythmField } from '@zhuji/figures'
import { DomainError, refuse } from '@zhuji/kernel'
import type { Decider } from '@zhuji/messaging'

/** An issued list of targets. Revising it adds a version; earlier versions stay in the log, figures name theirs. */
export type Programme = { readonly issued: null } | { readonly issued: DataOf<typeof ProgrammeIssued> }
export type ProgrammeContent = Omit<DataOf<typeof ProgrammeIssued>, 'version' | 'programmeId'>

export const programmeStream = (programmeId: string): string => `programme/${programmeId}`

export const programmeDecider: Decider<Programme> = {
  stateVersion: 2,
  initial: () => ({ issued: null }),
  evolve: (programme, event) => {
    if (event.type === ProgrammeIssued.type) return { issued: event.data as DataOf<typeof ProgrammeIssued> }
    if (event.type !== ProgrammeRevised.type) return programme
    const { reason: _reason, ...issued } = event.data as DataOf<typeof ProgrammeRevised>
    return { issued }
  },
}

export function issue(
  programme: Programme,
  content: ProgrammeContent & { readonly programmeId: string },
  occurredOn: string,
): readonly NewEvent[] {
  if (programme.issued) {
    throw new DomainError('conflict', 'programme-already-issued', { figures: { version: programme.issued.version } })
  }
  refuseUnsound(content)
  return [ProgrammeIssued({ ...content, version: 1 }, occurredOn)]
}

export function reviseProgramme(
  programme: Programme,
  { content, reason }: { readonly content: ProgrammeContent; readonly reason: string },
  occurredOn: string,
): readonly NewEvent[] {
  if (!programme.issued) throw new DomainError('not-found', 'programme-unknown')
  refuseUnsound(content)
  const { programmeId, version } = programme.issued
  return [ProgrammeRevised({ ...content, programmeId, version: version + 1, reason }, occurredOn)]
}

function refuseUnsound({ period, lines, rhythm }: ProgrammeContent): void {
  if (period.to < period.from) refuse('period-ends-before-it-starts', { from: period.from, to: period.to }, 'period.to')
  const ids = new Set<string>()
  for (const [index, line] of lines.entries()) {
    const at = `lines[${index}]`
    if (ids.has(line.lineId)) refuse('line-twice', { lineId: line.lineId }, `${at}.lineId`)
    ids.add(line.lineId)
    refuseUnsoundLine(line, at)
  }
  if (rhythm) refuseUnsoundRhythm(rhythm)
}

/** Each kind of rhythm says when by a field of its own, and by no other. */
function refuseUnsoundRhythm(rhythm: NonNullable<ProgrammeContent['rhythm']>): void {
  const { kind } = rhythm
  const wanted = rhythmField[kind]
  if (wanted !== null && rhythm[wanted] === undefined) {
    refuse('rhythm-incomplete', { kind, field: wanted }, `rhythm.${wanted}`)
  }
  for (const field of ['weekday', 'byDay', 'days'] as const) {
    if (field !== wanted && rhythm[field] !== undefined)
      refuse('rhythm-field-of-another', { kind, field }, `rhythm.${field}`)
  }
}

type Line = ProgrammeContent['lines'][number]

function refuseUnsoundLine({ measure, unit, scope, base, stretch }: Line, at: string): void {
  const units: readonly string[] = unitsOf[measure]
  if (!units.includes(unit)) refuse('unit-not-of-measure', { unit, measure, units: units.join(', ') }, `${at}.unit`)
  if (stretch !== undefined && base !== null && stretch < base) {
    refuse('stretch-below-base', { stretch, base }, `${at}.stretch`)
  }
  const named = new Set<string>()
  for (const [index, { projectId, amount }] of scope.projects.entries()) {
    const field = `${at}.scope.projects[${index}]`
    if (named.has(projectId)) refuse('project-named-twice', { projectId }, `${field}.projectId`)
    named.add(projectId)
    if (amount !== undefined && measure !== 'capacity') refuse('amount-of-a-count', { measure }, `${field}.amount`)
  }
}
