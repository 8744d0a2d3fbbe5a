import type { Command, Decider, DecisionContext, EventStore, Outcome } from '@zhuji/messaging'
import type { NewEvent } from '@zhuji/contracts'
import { DomainError } from '@zhuji/kernel'
import type { Caller } from '../http/caller.js'
import { assertAllowed } from '../auth/object-scope.js'
import type { Permission, Target } from '../auth/policy.js'
import { refuseForeknowledge } from './foreknowledge.js'
import type { Turn } from './turns.js'

/** One command of a service as it can be given: over its own route, or many at once. */
export interface CommandDefinition<Body extends object = object, State = unknown> {
  /** Imperative and kebab-case: `record-disbursement`. */
  readonly name: string
  readonly permission: Permission
  readonly body: new () => Body
  readonly decider: Decider<State>
  /** Looks up what the decision needs from elsewhere; the decision itself is pure. */
  prepare(body: Body, asked: Asked): Promise<Prepared<State>> | Prepared<State>
}

/** How a command was asked for besides its body. */
export interface Asked {
  /** The project or programme of the path. */
  readonly id: string
  readonly caller: Caller
  /** Claimed by an import only: the day on which its source knew the facts. */
  readonly knownOn?: string
}

export interface Prepared<State = unknown> {
  readonly streamId: string
  /** The project or programme that keeps the events in order, where the path names something else (an alert). */
  readonly key?: string
  /** What the caller must be allowed to act on: known beforehand, or told by the state the decision is made on. */
  readonly target: Target | ((state: State) => Target)
  readonly claims?: readonly string[]
  readonly wishes?: readonly string[]
  readonly lookups?: readonly string[]
  decide(state: State, context: DecisionContext): readonly NewEvent[]
}

export interface RunOptions {
  readonly dryRun?: boolean
  readonly expectedVersion?: number
  readonly knownOn?: string
  /** In place of the request's own key: each command of a bulk request brings its own. */
  readonly idempotency?: { readonly key: string; readonly fingerprint: string }
  /** Its place among the commands of one bulk request on the same project. */
  readonly turn?: Turn
}

interface Given<Body> {
  readonly id: string
  readonly body: Body
  readonly caller: Caller
}

/** One of several commands that are given together. */
export interface CommandPart {
  readonly definition: CommandDefinition
  readonly id: string
  readonly body: object
}

/** The definition and its own body; what follows no longer needs to know of which kind they are. */
export function partOf<Body extends object, State>(
  definition: CommandDefinition<Body, State>,
  id: string,
  body: Body,
): CommandPart {
  return { definition: definition as unknown as CommandDefinition, id, body }
}

export function defineCommand<Body extends object, State>(
  definition: CommandDefinition<Body, State>,
): CommandDefinition<Body, State> {
  return definition
}

/** The one way into a service's event store for callers: permission, scope, key and origin are settled here. */
export class CommandDesk {
  private readonly definitions: ReadonlyMap<string, CommandDefinition>

  constructor(
    readonly context: string,
    private readonly store: EventStore,
    definitions: readonly Pick<CommandDefinition, 'name' | 'permission'>[],
  ) {
    const known = definitions as readonly unknown[] as readonly CommandDefinition[]
    this.definitions = new Map(known.map((definition) => [definition.name, definition]))
  }

  find(name: string): CommandDefinition {
    const definition = this.definitions.get(name)
    if (!definition) {
      const figures = { command: name, known: [...this.definitions.keys()].join(', ') }
      throw new DomainError('invalid', 'command-unknown', { field: 'name', figures })
    }
    return definition
  }

  /** Resolves after the commit with what was recorded; the body must have been validated. */
  async run<Body extends object, State>(
    definition: CommandDefinition<Body, State>,
    asked: Given<Body>,
    options: RunOptions = {},
  ): Promise<Outcome<State>> {
    const command = await this.commandOf(definition, asked, options)
    await options.turn?.earlier
    const outcome = this.store.execute(command)
    options.turn?.pass()
    return outcome
  }

  /** Accepts all of them or none; one receipt stands for all. */
  async runTogether(
    parts: readonly [CommandPart, ...CommandPart[]],
    caller: Caller,
    options: Pick<RunOptions, 'dryRun'> = {},
  ): Promise<readonly Outcome[]> {
    const [first, ...others] = await Promise.all(
      parts.map(({ definition, id, body }) => this.commandOf(definition, { id, body, caller }, options)),
    )
    return this.store.executeTogether([first!, ...others])
  }

  private async commandOf<Body extends object, State>(
    definition: CommandDefinition<Body, State>,
    { id, body, caller }: Given<Body>,
    options: RunOptions,
  ): Promise<Command<State>> {
    assertAllowed(caller.principal, definition.permission)
    if (options.knownOn !== undefined) assertAllowed(caller.principal, 'imports.run', {})
    const prepared = await definition.prepare(body, { id, caller, knownOn: options.knownOn })
    const { target } = prepared
    if (typeof target !== 'function') assertAllowed(caller.principal, definition.permission, target)
    return {
      streamId: prepared.streamId,
      key: prepared.key ?? id,
      decider: definition.decider,
      decide: (state, context) => {
        if (typeof target === 'function') assertAllowed(caller.principal, definition.permission, target(state))
        const events = prepared.decide(state, context)
        // A trial tells every rule it would break by itself; it records nothing that could be known too early.
        if (!options.dryRun) refuseForeknowledge(events, { knownOn: options.knownOn, today: context.today })
        return events
      },
      origin: { actor: caller.principal.toActor(), correlationId: caller.correlationId, knownOn: options.knownOn },
      claims: prepared.claims,
      wishes: prepared.wishes,
      lookups: prepared.lookups,
      expectedVersion: options.expectedVersion,
      idempotency: this.idempotencyOf(caller, options),
      dryRun: options.dryRun,
    }
  }

  private idempotencyOf(caller: Caller, options: RunOptions): Command['idempotency'] {
    const { key, fingerprint } = options.idempotency ?? { key: caller.idempotencyKey, fingerprint: caller.fingerprint }
    if (key === undefined || fingerprint === undefined) return undefined
    return { scope: caller.principal.person, key, fingerprint }
  }
}
