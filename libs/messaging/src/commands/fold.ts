import type { NewEvent } from '@zhuji/contracts'
import type { Decider, NoteReader } from './command.js'

/** A stream at one moment: its state and, by name, its notes. */
export interface Fold<State> {
  readonly state: State
  readonly note: NoteReader
}

export interface Folded<State> extends Fold<State> {
  /** Every note that the events have left, as the last of them left it. */
  readonly left: ReadonlyMap<string, unknown>
}

type Folds<State> = Pick<Decider<State>, 'initial' | 'evolve' | 'notes'>

/** The state and the notes after further events; without `before`, after all events of the stream. */
export function folded<State>(
  decider: Folds<State>,
  events: readonly NewEvent[],
  before: Fold<State> = { state: decider.initial(), note: () => undefined },
): Folded<State> {
  const left = new Map<string, unknown>()
  const note: NoteReader = (name) => (left.has(name) ? left.get(name) : before.note(name))
  let { state } = before
  for (const event of events) {
    for (const [name, value] of decider.notes?.(event, note) ?? []) left.set(name, value)
    state = decider.evolve(state, event)
  }
  return { state, note, left }
}
