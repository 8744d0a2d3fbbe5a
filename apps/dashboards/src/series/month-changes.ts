import type { FacilityKind } from '@zhuji/contracts'
import { flowNames, type Flows, type KnownFlows } from '../card/flows.js'
import { type CellPlace, Places } from '../summary/contribution.js'

export interface MonthChange extends CellPlace {
  readonly facilityKind: FacilityKind
  readonly month: string
  readonly flows: Flows
}

/** Gathers what a batch changes in the series, one row per region, period, kind and month. */
export class MonthChanges {
  private readonly places = new Places<MonthChange>()

  take({ knownOn, card, months, sign }: KnownFlows, times: 1 | -1 = 1): void {
    const { facilityKind } = card
    for (const { place, rows } of this.places.of(card, knownOn)) {
      for (const [month, flows] of months) {
        const name = `${facilityKind}|${month}`
        let row = rows.get(name)
        if (!row) rows.set(name, (row = { ...place, facilityKind, month, flows: {} }))
        for (const flow of flowNames)
          if (flows[flow]) row.flows[flow] = (row.flows[flow] ?? 0) + times * sign * flows[flow]
      }
    }
  }

  changes(): readonly MonthChange[] {
    return [...this.places.rows()].filter(({ flows }) => flowNames.some((name) => flows[name]))
  }
}
