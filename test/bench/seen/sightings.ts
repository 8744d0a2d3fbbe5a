interface Moments {
  answeredMs?: number
  namedMs?: number
}

/** When each command was answered and when its project was first named on the stream after the command was sent. */
export class Sightings {
  private readonly open = new Map<string, Moments>()
  /** From the answer to the event in milliseconds; 0 where the event came first. */
  readonly waitsMs: number[] = []

  get waiting(): number {
    return this.open.size
  }

  sent(projectId: string): void {
    this.open.set(projectId, {})
  }

  answered(projectId: string, answeredMs: number): void {
    this.note(projectId, { answeredMs })
  }

  named(projectId: string, namedMs: number): void {
    this.note(projectId, { namedMs })
  }

  private note(projectId: string, moment: Moments): void {
    const known = this.open.get(projectId)
    if (!known) return
    const moments = { ...moment, ...known }
    const { answeredMs, namedMs } = moments
    if (answeredMs === undefined || namedMs === undefined) return void this.open.set(projectId, moments)
    this.open.delete(projectId)
    this.waitsMs.push(Math.max(0, namedMs - answeredMs))
  }
}
