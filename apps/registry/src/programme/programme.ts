import { type DataOf, type NewEvent, ProgrammeIssued, ProgrammeRevised } from '@zhuji/contracts'
import { DomainError, refuse } from '@zhuji/kernel'
import type { Decider } from '@zhuji/messaging'

/** An issued list of targets. Revising it adds a version; earlier versions stay in the log, figures name theirs. */
export type Programme = { readonly issued: null } | { readonly issued: DataOf<typeof ProgrammeIssued> }
export type ProgrammeContent = Omit<DataOf<typeof ProgrammeIssued>, 'version' | 'programmeId'>

export const programmeStream = (programmeId: string): string => `programme/${programmeId}`

export const programmeDecider: Decider<Programme> = {
  stateVersion: 1,
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

function refuseUnsound({ period, lines }: ProgrammeContent): void {
  if (period.to < period.from) refuse('period-ends-before-it-starts', { from: period.from, to: period.to }, 'period.to')
  const ids = new Set<string>()
  for (const [index, line] of lines.entries()) {
    if (ids.has(line.lineId)) refuse('line-twice', { lineId: line.lineId }, `lines[${index}].lineId`)
    ids.add(line.lineId)
    if (line.stretch !== undefined && line.stretch < line.base) {
      refuse('stretch-below-base', { stretch: line.stretch, base: line.base }, `lines[${index}].stretch`)
    }
  }
}
