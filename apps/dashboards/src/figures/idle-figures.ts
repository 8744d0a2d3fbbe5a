import {
  type FigureDefinition,
  type IdleBucketId,
  idleBucketIds,
  idleBucketNames,
  idleBucketOf,
  idleFundsDefinition,
} from '@zhuji/figures'
import type { CalendarDate, Fen } from '@zhuji/kernel'
import type { Card } from '../card/card.js'

export interface IdleFigure extends FigureDefinition {
  /** Absent: of any age. */
  readonly age?: IdleBucketId
}

/** `idle-funds`, and of each age `idle-funds:91-180` … */
export const idleFigures: readonly IdleFigure[] = [
  idleFundsDefinition,
  ...idleBucketIds.map((age) => ({
    ...idleFundsDefinition,
    id: `${idleFundsDefinition.id}:${age}`,
    age,
    name: {
      zh: `${idleFundsDefinition.name.zh}（${idleBucketNames[age].zh}）`,
      en: `${idleFundsDefinition.name.en} (${idleBucketNames[age].en})`,
    },
  })),
]

/** What a project paid of its sources of funds beyond what came in of them. */
export function paidBeyondOf(card: Pick<Card, 'idleLots' | 'paidFen' | 'inPlaceFen'>, day: CalendarDate): Fen {
  return idleFenOf(card, day) + card.paidFen - card.inPlaceFen
}

/** What is idle of a project on a day, of one age or of any. */
export function idleFenOf({ idleLots }: Pick<Card, 'idleLots'>, day: CalendarDate, age?: IdleBucketId): Fen {
  const lots = Object.values(idleLots).flatMap((byDay) => Object.entries(byDay))
  return lots
    .filter(([inPlaceOn]) => age === undefined || idleBucketOf(inPlaceOn, day) === age)
    .reduce((sum, [, fen]) => sum + fen, 0)
}
