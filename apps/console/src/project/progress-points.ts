import { type Moving, paidFen as paidOf, sumMovedBy } from '@zhuji/contracts'
import type { StoryItem } from '../api/types.js'

export interface ProgressPoint {
  readonly on: string
  readonly physicalPercent: number | null
  readonly paidPercent: number | null
}

type Data = Readonly<Record<string, unknown>>

/**
 * Work and money of one project day by day, from its recorded facts: the last reported percent, and paid per hundred of the agreed amount. Days without a change are left out,
 * but the last state holds to the day `until`.
 */
export function progressPoints(
  story: readonly StoryItem[],
  agreedFen: number | null,
  until?: string,
): readonly ProgressPoint[] {
  const facts = [...story].sort(
    (one, other) => compare(one.occurredOn, other.occurredOn) || compare(one.recordedAt, other.recordedAt),
  )
  const byDay = new Map<string, ProgressPoint>()
  let physicalPercent: number | null = null
  let paidFen = 0
  for (const { type, data, occurredOn } of facts) {
    const isProgress = /^milestones\.progress-(reported|corrected)\./.test(type)
    const change = paidChangeFen(type, data)
    if (!isProgress && change === 0) continue
    if (isProgress && typeof data.physicalPercent === 'number') physicalPercent = data.physicalPercent
    paidFen += change
    const paidPercent = agreedFen !== null && agreedFen > 0 ? (paidFen / agreedFen) * 100 : null
    byDay.set(occurredOn, { on: occurredOn, physicalPercent, paidPercent })
  }
  const last = [...byDay.values()].at(-1)
  if (last && until !== undefined && last.on < until) byDay.set(until, { ...last, on: until })
  return [...byDay.values()]
}

function paidChangeFen(type: string, data: Data): number {
  if (!type.startsWith('funding.ledger-entry-posted.')) return 0
  const moved = sumMovedBy(data as unknown as Moving)
  return moved ? paidOf({ disbursedFen: 0, refundedFen: 0, [moved.sum]: moved.fen }) : 0
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
