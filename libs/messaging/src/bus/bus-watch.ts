/** Told of what happens on a bus, for figures. Called after the fact is durable, where it is one. */
export interface BusWatch {
  /** A batch is in effect: its events (wanted or not) and how long that took, repetitions included. */
  tookIn(group: string, batch: { readonly events: number; readonly seconds: number }): void
  /** A batch or an event failed and is tried again. */
  triedAgain(group: string): void
  /** An event was given up; `cause` is a rule's slug, a fault of the record, or an error's name. */
  buried(group: string, cause: string): void
  /** The group's partitions were dealt out anew. */
  rebalanced(group: string): void
}

export const UNWATCHED: BusWatch = {
  tookIn: () => undefined,
  triedAgain: () => undefined,
  buried: () => undefined,
  rebalanced: () => undefined,
}
