import { type NewEvent, PackageUnbundled } from '@zhuji/contracts'
import { refuse } from '@zhuji/kernel'
import { notCancelled, type Project, type Registration } from '../project.js'

type Part = Pick<Registration, 'projectId' | 'approvedBudgetFen' | 'capacity'>

export interface UnbundlingRequest {
  readonly parts: readonly Part[]
  readonly reason: string
}

/**
 * Takes a packaged project (打包项目) apart. The parts are registered below it by the same command. Money and milestones
 * that the package has stay with it: nobody knows which part they were for. Budget and capacity go over to the parts that
 * name theirs, and the package keeps the rest.
 */
export function unbundle(
  project: Project,
  { parts, reason }: UnbundlingRequest,
  occurredOn: string,
): readonly NewEvent[] {
  const { registered, unbundledInto } = notCancelled(project)
  const { projectId, name, approvedBudgetFen, capacity } = registered
  if (unbundledInto) refuse('package-already-unbundled', { name, parts: unbundledInto.length })
  const partIds = parts.map((part) => part.projectId)
  if (partIds.includes(projectId)) refuse('part-is-the-package', { name }, 'parts')
  const partsFen = parts.reduce((sum, part) => sum + (part.approvedBudgetFen ?? 0), 0)
  if (approvedBudgetFen !== undefined && partsFen > approvedBudgetFen) {
    refuse('parts-above-package', { partsFen, approvedBudgetFen }, 'parts')
  }
  const left = {
    ...(approvedBudgetFen !== undefined && { approvedBudgetFen: approvedBudgetFen - partsFen }),
    capacity: capacityLeft(capacity, parts),
  }
  return [PackageUnbundled({ projectId, partIds, reason, left }, occurredOn)]
}

/** In thousandths, so that kilometres stay exact. */
function capacityLeft(capacity: Registration['capacity'], parts: readonly Part[]): Registration['capacity'] {
  return capacity.flatMap(({ kind, amount }) => {
    const gone = parts.flatMap((part) => part.capacity).filter((other) => other.kind === kind)
    const left = gone.reduce((rest, other) => rest - Math.round(other.amount * 1_000), Math.round(amount * 1_000))
    return left > 0 ? [{ kind, amount: left / 1_000 }] : []
  })
}
