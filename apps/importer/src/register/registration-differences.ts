import { type CommandDraft, reasons, toRegistry } from './command-draft.js'
import type { Known, KnownProject } from './known.js'
import type { RegisterRow } from './register-row.js'

/** Fields without which a work that is not known yet cannot be registered. */
export const neededToRegister = ['name', 'facilityKind', 'regionPath', 'ownerUnit'] as const

export function missingToRegister(row: RegisterRow, { project }: Known): readonly string[] {
  return project ? [] : neededToRegister.filter((field) => row[field] === undefined)
}

/** What the register says of the work itself. A blank never takes back what was known. */
export function registrationDifferences(
  row: RegisterRow,
  { project }: Known,
  knownOn: string,
): readonly CommandDraft[] {
  const cancelled = project?.status === 'cancelled'
  const before = cancelled && row.status !== 'cancelled' ? [reinstatement(row, knownOn)] : []
  const after = !cancelled && row.status === 'cancelled' ? [cancellation(row, knownOn)] : []
  if (!project) return [registration(row, knownOn), ...after]
  const custody = cancelled && row.status === 'cancelled' ? [] : custodyMove(row, project, knownOn)
  return [...before, ...revision(row, project, knownOn), ...custody, ...after]
}

function registration(row: RegisterRow, occurredOn: string): CommandDraft {
  const { localCode, ownerUnit } = row
  return toRegistry('register-project', { localCode, ...detailsOf(row), ownerUnit, occurredOn })
}

function detailsOf(row: RegisterRow): Record<string, unknown> {
  const { name, facilityKind, construction, capacity, agreement, approvedBudgetFen, regionPath } = row
  const details = {
    name,
    facilityKind,
    construction,
    regionCode: regionPath?.at(-1)?.code,
    capacity,
    agreement,
    approvedBudgetFen,
  }
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined))
}

function revision(row: RegisterRow, project: KnownProject, occurredOn: string): CommandDraft[] {
  const known: Record<string, unknown> = { ...project, regionCode: project.regionPath.at(-1)?.code }
  const changes = Object.entries(detailsOf(row)).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(known[field]),
  )
  return changes.length === 0
    ? []
    : [toRegistry('revise-project', { changes: Object.fromEntries(changes), occurredOn })]
}

function custodyMove({ ownerUnit }: RegisterRow, project: KnownProject, occurredOn: string): CommandDraft[] {
  if (!ownerUnit || ownerUnit.id === project.ownerUnit.id) return []
  return [toRegistry('move-custody', { toUnit: ownerUnit, occurredOn })]
}

function cancellation({ statusText }: RegisterRow, occurredOn: string): CommandDraft {
  return toRegistry('cancel-project', { reason: `${reasons.cancelled}: ${statusText}`, occurredOn })
}

function reinstatement({ statusText }: RegisterRow, occurredOn: string): CommandDraft {
  return toRegistry('reinstate-project', { reason: `${reasons.reinstated}: ${statusText}`, occurredOn })
}
