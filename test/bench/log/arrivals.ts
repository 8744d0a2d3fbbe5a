/** What was appended and what of it a consumer was handed. */
export class Arrivals {
  private readonly awaited = new Set<string>()
  private repeated = 0
  /** For the first time. */
  arrived = 0

  appended(id: string): void {
    this.awaited.add(id)
  }

  taken(ids: readonly string[]): void {
    for (const id of ids) {
      if (this.awaited.delete(id)) this.arrived += 1
      else this.repeated += 1
    }
  }

  /** Since the last time; what was missed is not waited for any longer. */
  settle(): { readonly arrived: number; readonly missed: number; readonly repeated: number } {
    const tally = { arrived: this.arrived, missed: this.awaited.size, repeated: this.repeated }
    this.awaited.clear()
    this.arrived = 0
    this.repeated = 0
    return tally
  }
}
