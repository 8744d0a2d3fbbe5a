import type { Actor, NewEvent } from '@zhuji/contracts'

/**
 * A stream is the history of one thing in one service: `project/<id>`, `programme/<id>`. Its state is the fold of its
 * events and is kept beside them, so that a decision never replays history. State is plain JSON.
 */
export interface Decider<State> {
  /** Raised when `evolve` gives another state for old events; stored states of an older version are folded anew. */
  readonly stateVersion: number
  initial(this: void): State
  evolve(this: void, state: State, event: NewEvent): State
  /**
   * What grows with the stream and is only ever looked up by name belongs here and not in the state, which every command
   * reads and writes whole: the notes that an event leaves. A later note of a name takes the earlier one's place. `note`
   * reads them as they were before the event, of the command's `lookups` only.
   */
  notes?(this: void, event: NewEvent, note: NoteReader): readonly Note[]
}

/** The value is plain JSON. */
export type Note = readonly [name: string, value: unknown]

/** The stream's note of that name, undefined where there is none. */
export type NoteReader = (name: string) => unknown

/** What a decision may use besides the state: never a clock or randomness of its own. */
export interface DecisionContext {
  /** How many events the stream has so far; 0 for a stream that does not exist. */
  readonly version: number
  /** The calendar day in the deployment's time zone at which the log would record the outcome. */
  readonly today: string
  newId(this: void): string
  /** Throws for a name that is not among the command's `lookups`. */
  readonly note: NoteReader
  /** The stream that has one of the command's `wishes`; undefined while nobody has it. */
  holder(this: void, wish: string): string | undefined
}

/** Who asked, on whose behalf and following which cause; kept on every event of the command. */
export interface Origin {
  readonly actor: Actor
  readonly correlationId: string
  readonly causationId?: string
  /** Set by the store when the command is being traced. */
  readonly traceparent?: string
  /** Only imports claim this: the day on which their source knew the facts. */
  readonly knownOn?: string
}

export interface Command<State = unknown> {
  readonly streamId: string
  /** The project or programme it is about; keeps order on the bus. */
  readonly key: string
  readonly decider: Decider<State>
  /** Pure; throws a DomainError to refuse. No events means: nothing to record, still a success. */
  decide(state: State, context: DecisionContext): readonly NewEvent[]
  readonly origin: Origin
  /** The names of all notes that the decision, and the notes of its events, may ask for. */
  readonly lookups?: readonly string[]
  /** Names that belong to one stream only, such as a local code; taken in the same transaction. */
  readonly claims?: readonly string[]
  /** Names that go to whoever records something under them first. Another who wishes for one is told and not refused. */
  readonly wishes?: readonly string[]
  /** From If-Match: refused as stale when the stream has moved on. */
  readonly expectedVersion?: number
  readonly idempotency?: IdempotencyKey
  /** Decide and answer, but record nothing. */
  readonly dryRun?: boolean
}

/** What is decided as one: a command, or several that are accepted all or none, each decided on what those before it left. */
export type Given = Command | readonly Command[]

export const commandsOf = (given: Given): readonly Command[] => ('decide' in given ? [given] : given)

/** The key a caller chose for one command, in the caller's own space, and a digest of what was asked. */
export interface IdempotencyKey {
  readonly scope: string
  readonly key: string
  readonly fingerprint: string
}

/** The answer to an accepted command; the same key gets the same answer again. */
export interface Receipt {
  readonly streamId: string
  /** The stream's version after the command: the ETag. */
  readonly version: number
  readonly recordedAt: string
  readonly events: readonly { readonly id: string; readonly type: string; readonly occurredOn: string }[]
  readonly dryRun?: true
}

/** A receipt with what was decided, for answers that show figures (`?dryRun=true`). */
export interface Outcome<State = unknown> {
  readonly receipt: Receipt
  /** The state after the command. */
  readonly state: State
  /** The notes after the command, of its `lookups` and those it left. */
  readonly note: NoteReader
  readonly events: readonly NewEvent[]
  /** True when an earlier command with the same key had been answered before. */
  readonly repeated: boolean
  /** Of commands that were given together, on the first one's outcome: all of theirs, its own included. */
  readonly together?: readonly Outcome[]
}
