/** Where the present comes from. Pure code never reads the system clock; it is handed an instant or one of these. */
export interface Clock {
  now(): Date
}

/** A clock that stands still until it is moved; for tests and for back-dated simulation. */
export class StoppedClock implements Clock {
  constructor(private instant: Date) {}

  now(): Date {
    return new Date(this.instant)
  }

  moveTo(instant: Date): void {
    this.instant = instant
  }
}
