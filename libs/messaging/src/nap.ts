/** What a loop does between two looks when there was nothing to find: it sleeps until somebody says that there may be. */
export class Nap {
  private nudged = false
  private wakeUp: (() => void) | undefined

  /** There may be something: ends the sleep, or lets the next one not begin. */
  nudge(): void {
    this.nudged = true
    this.wakeUp?.()
  }

  /** To be called before the look: what was said until now is what will be found. */
  looking(): void {
    this.nudged = false
  }

  async upTo(ms: number): Promise<void> {
    if (this.nudged) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.wakeUp = undefined
  }
}
