import type { Outcome } from '@zhuji/messaging'
import { answerOf, type Caller, type CommandDefinition, type CommandDesk } from '@zhuji/platform'
import type { Assessment } from './assessment.js'
import { entryByDocument } from './entries.js'
import type { Ledger } from './ledger.js'
import type { Listener } from './ledger.commands.js'
import { balancesAnswer, findingAnswers } from './ledger-answers.js'
import type { PostingAnswer, TrialAnswer } from './ledger.answer.dto.js'
import type { Ledgers } from './ledgers.repository.js'

interface Asked<Body> {
  readonly id: string
  readonly body: Body
  readonly caller: Caller
}

/** Postings and reversals as their callers see them: with the gap between money and work, and before the fact as a trial. */
export class Postings {
  constructor(
    private readonly desk: CommandDesk,
    private readonly ledgers: Ledgers,
  ) {}

  async record<Body extends Documented>(
    definition: CommandDefinition<Body, Ledger>,
    asked: Asked<Body>,
  ): Promise<PostingAnswer> {
    const outcome = await this.desk.run(definition, asked)
    const { entry = 'reversal', documentNumber } = asked.body
    return {
      ...answerOf(outcome),
      entryId: entryByDocument(outcome.note, entry, documentNumber)!.entryId,
      alreadyPosted: isAlreadyPosted(outcome),
      balances: balancesAnswer(outcome.state.balances),
      gap: await this.ledgers.gapOf(asked.id, outcome.state),
    }
  }

  /** Under the permission and with the figures of the command itself; nothing is recorded and no rule stops at the first. */
  async rehearse<Body extends object>(
    trial: (listener: Listener) => CommandDefinition<Body, Ledger>,
    asked: Asked<Body>,
  ): Promise<TrialAnswer> {
    let assessment: Assessment | undefined
    const definition = trial((heard) => (assessment = heard))
    const outcome = await this.desk.run(definition, asked, { dryRun: true })
    const { before, after, findings, refusal, alreadyPosted } = assessment!
    return {
      dryRun: true,
      accepted: refusal === undefined,
      alreadyPosted: alreadyPosted !== undefined,
      wouldRecord: outcome.events,
      findings: findingAnswers(findings, asked.caller.language),
      before: balancesAnswer(before.balances),
      after: balancesAnswer(after.balances),
      gap: await this.ledgers.gapOf(asked.id, after),
    }
  }
}

type Documented = { readonly entry?: Parameters<typeof entryByDocument>[1]; readonly documentNumber: string }

/** A key that is repeated gets the answer it got: what its first time recorded was new then. */
function isAlreadyPosted({ receipt }: Outcome<Ledger>): boolean {
  return receipt.events.length === 0
}
