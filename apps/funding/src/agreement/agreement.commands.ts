import type { NewEvent } from '@zhuji/contracts'
import { DomainError } from '@zhuji/kernel'
import { assertAllowed, type Caller, type CommandDefinition, type KnownProjects, type Target } from '@zhuji/platform'
import { targetOf } from '../ledger/ledger.commands.js'
import { copyOf, namesOfPayment } from '../ledger/copied-payments.js'
import { AgreementPaymentBody } from '../ledger/shared-postings.dto.js'
import { type Agreement, agreementDecider, agreementStream, changeNote, documentNote } from './agreement.js'
import {
  assessPayment,
  assessTakingBack,
  change,
  type PaymentAssessment,
  type PaymentReversal,
  type PaymentToAssess,
  sign,
} from './agreement-rules.js'
import { ChangeAgreementBody, ReversePaymentBody, SignAgreementBody } from './agreement.dto.js'
import type { Agreements } from './agreements.repository.js'

/** Hears of an assessment before it becomes a decision; a trial shows all of it. */
export type PaymentListener = (assessment: PaymentAssessment) => void

type AgreementCommand<Body extends object> = CommandDefinition<Body, Agreement>

/** Whoever signs or changes an agreement must be allowed to post in every project it covers; who pays, in those that share. */
export class AgreementCommands {
  readonly sign: AgreementCommand<SignAgreementBody> = {
    name: 'sign-agreement',
    permission: 'funding.post',
    body: SignAgreementBody,
    decider: agreementDecider,
    prepare: async ({ occurredOn, ...signed }, { id: agreementId, caller }) => {
      const projectIds = [...new Set(signed.projectIds)]
      return {
        streamId: agreementStream(agreementId),
        target: await this.reach(projectIds, caller),
        decide: (agreement, { today }) =>
          sign(agreement, { ...signed, agreementId, projectIds }, { occurredOn, today }),
      }
    },
  }

  readonly change: AgreementCommand<ChangeAgreementBody> = {
    name: 'change-agreement',
    permission: 'funding.post',
    body: ChangeAgreementBody,
    decider: agreementDecider,
    prepare: async ({ decreases, addedProjectIds = [], ...changed }, { id: agreementId, caller }) => {
      const { projectIds } = await this.agreements.find(agreementId)
      if (projectIds.length === 0) throw new DomainError('not-found', 'agreement-unknown')
      const added = [...new Set(addedProjectIds)]
      const content = { ...changed, ...(decreases ? { decreases } : {}), agreementId, addedProjectIds: added }
      return {
        streamId: agreementStream(agreementId),
        target: await this.reach([...projectIds, ...added], caller),
        lookups: [changeNote(changed.documentNumber)],
        decide: (agreement, context) => change(agreement, content, context),
      }
    },
  }

  constructor(
    private readonly projects: KnownProjects,
    private readonly agreements: Agreements,
  ) {}

  all() {
    return [this.sign, this.change]
  }

  /** The agreement’s own part of a payment; a listener hears what it breaks, and then nothing refuses it. */
  pay(listener?: PaymentListener): AgreementCommand<PaymentToAssess> {
    return {
      name: 'pay-agreement',
      permission: 'funding.post',
      body: AgreementPaymentBody as unknown as new () => PaymentToAssess,
      decider: agreementDecider,
      prepare: async (payment, { id: agreementId, caller }) => {
        const { signed } = await this.agreements.find(agreementId)
        const counterparty = payment.counterparty ?? signed?.counterparty
        const streamId = agreementStream(agreementId)
        const target = await this.reach([payment.shares[0]!.projectId], caller)
        const look = { ...payment, counterparty, entry: 'disbursement' as const }
        const wishes = namesOfPayment(look, target.ownerUnitId ?? '')
        return {
          streamId,
          target,
          lookups: [documentNote(payment.documentNumber)],
          wishes,
          decide: (agreement, context) => {
            const copied = copyOf(wishes, context.holder, streamId)
            return concluded(assessPayment(agreement, payment, { ...context, copied }), listener)
          },
        }
      },
    }
  }

  /** The agreement’s own part of a reversal, with the document of the payment that is taken back. */
  takeBack(projectId: string, listener?: PaymentListener): AgreementCommand<PaymentReversal> {
    return {
      name: 'reverse-agreement-payment',
      permission: 'funding.reverse',
      body: ReversePaymentBody as unknown as new () => PaymentReversal,
      decider: agreementDecider,
      prepare: async (reversal, { id: agreementId, caller }) => ({
        streamId: agreementStream(agreementId),
        target: await this.reach([projectId], caller, 'funding.reverse'),
        lookups: [documentNote(reversal.paymentDocument)],
        decide: (_agreement, context) => concluded(assessTakingBack(reversal, context), listener),
      }),
    }
  }

  private async reach(
    projectIds: readonly string[],
    { principal }: Caller,
    permission: 'funding.post' | 'funding.reverse' = 'funding.post',
  ): Promise<Target> {
    const targets = (await Promise.all(projectIds.map((id) => this.projects.get(id)))).map(targetOf)
    for (const target of targets) assertAllowed(principal, permission, target)
    return targets[0]!
  }
}

function concluded(assessment: PaymentAssessment, listener?: PaymentListener): readonly NewEvent[] {
  listener?.(assessment)
  if (assessment.refusal && !listener) throw assessment.refusal
  return assessment.refusal ? [] : assessment.events
}
