import { DomainError } from '@zhuji/kernel'
import {
  assertAllowed,
  type CommandDefinition,
  type KnownProject,
  type KnownProjects,
  type Target,
} from '@zhuji/platform'
import { type Assessment, decided, type Surroundings } from './assessment.js'
import { lookupsOfPosting, lookupsOfReversal } from './entries.js'
import { type Ledger, ledgerDecider, ledgerStream } from './ledger.js'
import { PostEntryBody, ReverseEntryBody } from './ledger.dto.js'
import { assessPosting } from './post-entry.js'
import { assessReversal } from './reverse-entry.js'
import { copyOf, namesOfPayment } from './copied-payments.js'

export type LedgerCommand<Body extends object> = CommandDefinition<Body, Ledger>

/** Hears of an assessment before it becomes a decision; a trial shows all of it. */
export type Listener = (assessment: Assessment) => void

type Assess<Body> = (ledger: Ledger, body: Body, surroundings: Surroundings) => Assessment

export interface LedgerCommandParts<Body extends object> extends Pick<
  LedgerCommand<Body>,
  'name' | 'permission' | 'body'
> {
  readonly lookups: (body: Body) => readonly string[]
  /** The names under which it is known, whoever owns the project. */
  readonly wishes?: (body: Body, ownerUnitId: string) => readonly string[]
  readonly assess: Assess<Body>
}

const postEntry: LedgerCommandParts<PostEntryBody> = {
  name: 'post-entry',
  permission: 'funding.post',
  body: PostEntryBody,
  lookups: lookupsOfPosting,
  wishes: namesOfPayment,
  assess: (ledger, { historical: _, ...request }, surroundings) => assessPosting(ledger, request, surroundings),
}

const reverseEntry: LedgerCommandParts<ReverseEntryBody> = {
  name: 'reverse-entry',
  permission: 'funding.reverse',
  body: ReverseEntryBody,
  lookups: lookupsOfReversal,
  assess: assessReversal,
}

/** Every command of the service by name; the desk and the controllers share this one list. */
export class LedgerCommands {
  readonly post = this.recording(postEntry)
  readonly reverse = this.recording(reverseEntry)

  constructor(private readonly projects: KnownProjects) {}

  all() {
    return [this.post, this.reverse]
  }

  /** The same command, deciding nothing: what it would break is told to the listener instead of being refused. */
  postTrial(listener: Listener): LedgerCommand<PostEntryBody> {
    return this.command(postEntry, (assessment) => {
      listener(assessment)
      return assessment.refusal ? [] : assessment.events
    })
  }

  reverseTrial(listener: Listener): LedgerCommand<ReverseEntryBody> {
    return this.command(reverseEntry, (assessment) => {
      listener(assessment)
      return assessment.refusal ? [] : assessment.events
    })
  }

  private recording<Body extends object>(parts: LedgerCommandParts<Body>): LedgerCommand<Body> {
    return this.command(parts, decided)
  }

  private command<Body extends object>(
    { name, permission, body, lookups, wishes, assess }: LedgerCommandParts<Body>,
    conclude: typeof decided,
  ): LedgerCommand<Body> {
    return {
      name,
      permission,
      body,
      decider: ledgerDecider,
      prepare: async (request, { id, caller, knownOn }) => {
        const historical = knownOn !== undefined || isFlaggedHistorical(request)
        if (historical) assertAllowed(caller.principal, 'imports.run', {})
        const project = await this.projects.get(projectIdOf(id))
        const { projectId, approvedBudgetFen } = project
        const streamId = ledgerStream(projectId)
        const names = wishes?.(request, project.ownerUnitId) ?? []
        return {
          streamId,
          target: targetOf(project),
          lookups: lookups(request),
          wishes: names,
          decide: (ledger, context) =>
            conclude(
              assess(ledger, request, {
                projectId,
                approvedBudgetFen,
                historical,
                copied: copyOf(names, context.holder, streamId),
                ...context,
              }),
            ),
        }
      },
    }
  }
}

export function targetOf({ projectId, ownerUnitId, regionCodes }: KnownProject): Target {
  return { projectId, ownerUnitId, regionCodes }
}

const PROJECT_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** In a bulk request the id has not passed the path's own check; the log's key must be written in one way only. */
function projectIdOf(id: string): string {
  if (!PROJECT_ID.test(id)) throw new DomainError('invalid', 'id-invalid', { field: 'id' })
  return id
}

/** History is told by an import: with this flag, or by claiming since when its source knew. */
function isFlaggedHistorical(body: object): boolean {
  return 'historical' in body && body.historical === true
}
