/** Tells the consumers in the same process that a log has grown, so that they need not wait for their next poll. */
export class LogSignal {
  private readonly listeners = new Set<(context: string) => void>()

  grown(context: string): void {
    for (const listener of this.listeners) listener(context)
  }

  /** Returns the function that stops listening. */
  listen(listener: (context: string) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}
