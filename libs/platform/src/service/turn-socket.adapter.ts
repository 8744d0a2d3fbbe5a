import { Socket } from 'node:net'

/**
 * Of statements that travel together the driver corks, writes and uncorks each one by itself, and every write wakes the
 * server for a part of what it is about to be told. Here what is corked stays so until the end of the turn.
 */
export class TurnSocket extends Socket {
  private held = false

  override cork(): void {
    super.cork()
    if (this.held) return
    this.held = true
    super.cork()
    process.nextTick(() => {
      this.held = false
      this.uncork()
    })
  }
}
