import type { Term } from '@zhuji/contracts'
import { type CalendarDate, daysBetween, type Fen } from '@zhuji/kernel'
import type { FigureDefinition } from './definition.js'

export const idleFundsDefinition = {
  id: 'idle-funds',
  version: 1,
  unit: 'fen',
  name: { zh: '沉淀资金', en: 'Idle funds' },
  definition: {
    zh: '到位未付的资金。每个资金来源（专项债按批次）先到先用，余下的部分自到位日起算账龄（退回、调剂转入自其当日起算）；超出该来源到位额的支付另列为超到位支付，不冲减其他来源。',
    en: 'Funds in place that were not paid. In each source of funds (each batch of bonds) what came first is used first, and what is left is as old as its day in place (of a refund or a transfer, its own day); payments beyond what came in of a source are a figure of their own and lower no other source.',
  },
  source: '财政存量资金按到位日计算账龄 / aged from the day in place, first in first out',
} as const satisfies FigureDefinition

export const paidBeyondDefinition = {
  id: 'paid-beyond-in-place',
  version: 1,
  unit: 'fen',
  name: { zh: '超到位支付', en: 'Paid beyond funds in place' },
  definition: {
    zh: '已付超出同一资金来源（专项债按批次）到位额的部分。到位 − 已付 = 沉淀资金 − 超到位支付。',
    en: 'What was paid of a source of funds (of a batch of bonds) beyond what came in of it. In place less paid is idle funds less this.',
  },
} as const satisfies FigureDefinition

/** Money that came in, on the day it was in place. */
export interface IdleLot {
  readonly inPlaceOn: CalendarDate
  readonly fen: Fen
}

/** The last age of each bucket in days; the one behind them has no end. */
export const idleBuckets = [30, 90, 180, 365] as const

/** The ages of each bucket in days, in words that an address can carry. */
export const idleBucketNames = {
  '0-30': { zh: '30 天以内', en: 'up to 30 days' },
  '31-90': { zh: '31–90 天', en: '31 to 90 days' },
  '91-180': { zh: '91–180 天', en: '91 to 180 days' },
  '181-365': { zh: '181–365 天', en: '181 to 365 days' },
  'over-365': { zh: '超过 365 天', en: 'over 365 days' },
} as const satisfies Record<string, Term>
export type IdleBucketId = keyof typeof idleBucketNames
export const idleBucketIds = Object.keys(idleBucketNames) as readonly IdleBucketId[]

/**
 * What is left of each amount that came in when so much in all has left. The oldest go first, so what is left is the
 * latest that came in, whenever the rest left: also where an import tells a payment before the money it was made of.
 */
export function idleLots(cameIn: readonly IdleLot[], leftFen: Fen): readonly IdleLot[] {
  let toTake = Math.max(0, leftFen)
  const lots: IdleLot[] = []
  for (const { inPlaceOn, fen } of cameIn.toSorted(byDay)) {
    const taken = Math.min(toTake, fen)
    toTake -= taken
    if (fen > taken) lots.push({ inPlaceOn, fen: fen - taken })
  }
  return lots
}

function byDay(one: IdleLot, other: IdleLot): number {
  return one.inPlaceOn < other.inPlaceOn ? -1 : Number(one.inPlaceOn > other.inPlaceOn)
}

/** The bucket of money that came in on a day, as it is aged on another. */
export function idleBucketOf(inPlaceOn: CalendarDate, day: CalendarDate): IdleBucketId {
  const age = daysBetween(inPlaceOn, day)
  const bucket = idleBuckets.findIndex((last) => age <= last)
  return idleBucketIds[bucket < 0 ? idleBuckets.length : bucket]!
}
