import type { DomainError } from '@zhuji/kernel'
import { answerOf, type Caller, type CommandDesk, partOf } from '@zhuji/platform'
import type { Assessment } from './assessment.js'
import type { Finding } from './considered.js'
import { balancesAnswer, findingAnswers } from './ledger-answers.js'
import type { Ledger } from './ledger.js'
import type { LedgerCommands } from './ledger.commands.js'
import type { Ledgers } from './ledgers.repository.js'
import type { LedgerPosting } from './shared-postings.js'
import type { SharedPostingAnswer, SharedTrialAnswer } from './shared-postings.dto.js'

/** What moves in several ledgers at once, as its callers see it: recorded in all of them or in none, or tried in all. */
export class SharedRecording {
  constructor(
    private readonly desk: CommandDesk,
    private readonly commands: LedgerCommands,
    private readonly ledgers: Ledgers,
  ) {}

  async record(postings: readonly LedgerPosting[], caller: Caller): Promise<SharedPostingAnswer> {
    const parts = postings.map(({ projectId, request, claims = [] }) =>
      partOf(this.commands.claiming(claims), projectId, request),
    )
    const outcomes = await this.desk.runTogether(parts as [(typeof parts)[0]], caller)
    return {
      ...answerOf(outcomes[0]!),
      alreadyPosted: outcomes[0]!.receipt.events.length === 0,
      ledgers: outcomes.map(({ state }, place) => ({
        projectId: postings[place]!.projectId,
        balances: balancesAnswer((state as Ledger).balances),
      })),
    }
  }

  /** Every rule that each share would break, and how each project would stand then; nothing is recorded. */
  async rehearse(
    postings: readonly LedgerPosting[],
    caller: Caller,
    faults: readonly DomainError[] = [],
  ): Promise<SharedTrialAnswer> {
    const heard: Assessment[] = []
    const parts = postings.map(({ projectId, request }, place) =>
      partOf(
        this.commands.postTrial((assessment) => (heard[place] = assessment)),
        projectId,
        request,
      ),
    )
    const outcomes = await this.desk.runTogether(parts as [(typeof parts)[0]], caller, { dryRun: true })
    const afterwards = new Map(postings.map(({ projectId }, place) => [projectId, heard[place]!.after]))
    const gaps = await this.ledgers.gapsOf(afterwards)
    const accepted = faults.length === 0 && heard.every(({ refusal }) => refusal === undefined)
    return {
      dryRun: true,
      accepted,
      alreadyPosted: heard.every(({ alreadyPosted }) => alreadyPosted !== undefined),
      wouldRecord: accepted ? outcomes.flatMap(({ events }) => events) : [],
      findings: findingAnswers(faults.map(refusing), caller.language),
      ledgers: postings.map(({ projectId }, place) => ({
        projectId,
        findings: findingAnswers(heard[place]!.findings, caller.language),
        before: balancesAnswer(heard[place]!.before.balances),
        after: balancesAnswer(heard[place]!.after.balances),
        gap: gaps.get(projectId)!,
      })),
    }
  }
}

function refusing({ slug: rule, figures, field }: DomainError): Finding {
  return { rule, figures, field, consequence: 'refused' }
}
