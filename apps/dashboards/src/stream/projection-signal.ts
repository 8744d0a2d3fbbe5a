/** Wakes the live streams of this process when a batch has been taken in. */
export class ProjectionSignal {
  private readonly listeners = new Set<() => void>()

  projected(): void {
    for (const listener of this.listeners) listener()
  }

  /** Returns the function that stops listening. */
  listen(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}
