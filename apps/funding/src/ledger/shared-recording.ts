import type { NewEvent } from '@zhuji/contracts'
import { answerOf, type Caller, type CommandDesk, type CommandPart, partOf } from '@zhuji/platform'
import type { Assessment } from './assessment.js'
import type { Finding } from './considered.js'
import { balancesAnswer, findingAnswers } from './ledger-answers.js'
import type { Ledger } from './ledger.js'
import type { LedgerCommand, LedgerCommands, Listener } from './ledger.commands.js'
import type { Ledgers } from './ledgers.repository.js'
import type { LedgerPosting } from './shared-postings.js'
import type { SharedPostingAnswer, SharedTrialAnswer } from './shared-postings.dto.js'

/** One ledger's part in what is recorded in several: how it is recorded, and how it is tried. */
export interface LedgerPart {
  readonly projectId: string
  recorded(): CommandPart
  tried(listener: Listener): CommandPart
}

/** What stands above the ledgers: an agreement, which has rules of its own. */
export interface LeadPart {
  recorded(): CommandPart
  /** The listener hears what it would break. */
  tried(listener: (assessment: { readonly findings: readonly Finding[] }) => void): CommandPart
}

export function postingParts(commands: LedgerCommands, postings: readonly LedgerPosting[]): readonly LedgerPart[] {
  return postings.map(({ projectId, request }) =>
    ledgerPart(projectId, request, { recorded: commands.post, tried: (listener) => commands.postTrial(listener) }),
  )
}

export function ledgerPart<Body extends object>(
  projectId: string,
  body: Body,
  command: { readonly recorded: LedgerCommand<Body>; tried(this: void, listener: Listener): LedgerCommand<Body> },
): LedgerPart {
  return {
    projectId,
    recorded: () => partOf(command.recorded, projectId, body),
    tried: (listener) => partOf(command.tried(listener), projectId, body),
  }
}

/** What moves in several ledgers at once, as its callers see it: recorded in all of them or in none, or tried in all. */
export class SharedRecording {
  constructor(
    private readonly desk: CommandDesk,
    private readonly ledgers: Ledgers,
  ) {}

  async record(ledgers: readonly LedgerPart[], caller: Caller, lead?: LeadPart): Promise<SharedPostingAnswer> {
    const parts = [...(lead ? [lead.recorded()] : []), ...ledgers.map((ledger) => ledger.recorded())]
    const outcomes = await this.desk.runTogether(parts as [CommandPart], caller)
    const states = outcomes.slice(-ledgers.length).map(({ state }) => (state as Ledger).balances)
    return {
      ...answerOf(outcomes[0]!),
      alreadyPosted: outcomes[0]!.receipt.events.length === 0,
      ledgers: ledgers.map(({ projectId }, place) => ({ projectId, balances: balancesAnswer(states[place]!) })),
    }
  }

  /** Every rule that each share would break, and how each project would stand then; nothing is recorded. */
  async rehearse(ledgers: readonly LedgerPart[], caller: Caller, lead?: LeadPart): Promise<SharedTrialAnswer> {
    const heard: Assessment[] = []
    let findings: readonly Finding[] = []
    const tried = ledgers.map((ledger, place) => ledger.tried((assessment) => (heard[place] = assessment)))
    const parts = [...(lead ? [lead.tried((assessment) => (findings = assessment.findings))] : []), ...tried]
    const outcomes = await this.desk.runTogether(parts as [CommandPart], caller, { dryRun: true })
    const events = outcomes.flatMap((outcome): readonly NewEvent[] => outcome.events)
    const gaps = await this.ledgers.gapsOf(
      new Map(ledgers.map(({ projectId }, place) => [projectId, heard[place]!.after])),
    )
    const accepted = [...findings, ...heard.flatMap((ledger) => ledger.findings)].every(
      ({ consequence }) => consequence !== 'refused',
    )
    return {
      dryRun: true,
      accepted,
      alreadyPosted: heard.every(({ alreadyPosted }) => alreadyPosted !== undefined),
      wouldRecord: accepted ? events : [],
      findings: findingAnswers(findings, caller.language),
      ledgers: ledgers.map(({ projectId }, place) => {
        const { findings: broken, before, after } = heard[place]!
        return {
          projectId,
          findings: findingAnswers(broken, caller.language),
          before: balancesAnswer(before.balances),
          after: balancesAnswer(after.balances),
          gap: gaps.get(projectId)!,
        }
      }),
    }
  }
}
