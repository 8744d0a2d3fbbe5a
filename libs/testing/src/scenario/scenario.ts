import type { NewEvent } from '@zhuji/contracts'
import { DomainError, type Figures } from '@zhuji/kernel'
import { folded, type Note, type NoteReader } from '@zhuji/messaging'

/**
 * Specs of pure rules as sentences:
 *
 *   given(plan, [planAdopted]).when((state) => recordMilestone(state, command)).then([milestoneReached])
 *   given(plan, [planAdopted]).when((state) => recordMilestone(state, tooEarly)).thenRefused('milestone-before-start')
 */
export interface Decider<State, Event extends NewEvent = NewEvent> {
  initial(this: void): State
  evolve(this: void, state: State, event: Event): State
  notes?(this: void, event: Event, note: NoteReader): readonly Note[]
}

export type Decide<State> = (state: State, note: NoteReader) => readonly NewEvent[]

export function given<State, Event extends NewEvent>(decider: Decider<State, Event>, events: readonly Event[] = []) {
  const { state, note } = folded<State>(decider, events)
  return { state, note, when: (decide: Decide<State>) => new Outcome(attempt(() => decide(state, note))) }
}

type Attempt = { readonly events: readonly NewEvent[] } | { readonly refusal: DomainError }

/** Errors other than broken rules are programmer errors and fail the spec as they are. */
function attempt(decide: () => readonly NewEvent[]): Attempt {
  try {
    return { events: decide() }
  } catch (error) {
    if (error instanceof DomainError) return { refusal: error }
    throw error
  }
}

/** Has a method `then`, but is no promise: never return or await it. */
class Outcome {
  constructor(private readonly attempt: Attempt) {}

  /** The decision returned exactly these events, in this order. */
  then(events: readonly NewEvent[]): void {
    atCaller('then', () => {
      if ('refusal' in this.attempt)
        throw new Error(`expected events, but it was refused: ${this.attempt.refusal.message}`)
      expect(this.attempt.events).toEqual(events)
    })
  }

  /** A rule said no under this slug; of the figures only those that are named here are compared. */
  thenRefused(slug: string, figures: Figures = {}): void {
    atCaller('thenRefused', () => {
      if ('events' in this.attempt) {
        const types = this.attempt.events.map((event) => event.type).join(', ')
        throw new Error(`expected a refusal "${slug}", but it was accepted with [${types}]`)
      }
      const { refusal } = this.attempt
      expect({ slug: refusal.slug, figures: refusal.figures }).toMatchObject({ slug, figures })
    })
  }
}

/** Failures point at the line of the spec, not at this file. */
function atCaller(method: 'then' | 'thenRefused', check: () => void): void {
  try {
    check()
  } catch (error) {
    if (error instanceof Error) Error.captureStackTrace(error, Outcome.prototype[method])
    throw error
  }
}
