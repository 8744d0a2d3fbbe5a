/** A project as readers and subscriptions see it beside an alert. */
export interface WatchedIdentity {
  readonly projectId: string
  readonly localCode: string
  readonly name: string
  readonly facilityKind: string
  /** From the root of the region tree to the project's own division. */
  readonly regionCodes: readonly string[]
  readonly ownerUnitId: string
}
