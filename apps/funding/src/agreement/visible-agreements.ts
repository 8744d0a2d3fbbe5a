import { DomainError } from '@zhuji/kernel'
import { allows, type AskedClocks, type Caller, type KnownProjects } from '@zhuji/platform'
import { targetOf } from '../ledger/ledger.commands.js'
import type { AgreementAnswer } from './agreement.answer.dto.js'
import { signedAgreement, type SignedAgreement } from './agreement.js'
import type { Agreements } from './agreements.repository.js'

/** Agreements as a caller sees them: one is visible when any of its projects is, and shows of its projects those that are. */
export class VisibleAgreements {
  constructor(
    private readonly agreements: Agreements,
    private readonly projects: KnownProjects,
  ) {}

  /** Throws `not-found` also where it was not signed yet as known on both days. */
  async get(agreementId: string, caller: Caller, clocks: AskedClocks = {}): Promise<AgreementAnswer> {
    const answer = await this.find(agreementId, caller, clocks)
    if (!answer || answer.projects.length === 0) throw new DomainError('not-found', 'not-found')
    return answer
  }

  async find(agreementId: string, caller: Caller, clocks: AskedClocks): Promise<AgreementAnswer | undefined> {
    const signed = signedAgreement(agreementId, await this.agreements.find(agreementId, clocks))
    return signed && this.answer(signed, caller)
  }

  async answer(agreement: SignedAgreement, { principal }: Caller): Promise<AgreementAnswer> {
    const { agreementId, signed, signedOn, agreedFen, paidFen, projectIds } = agreement
    const known = await Promise.all(projectIds.map((id) => this.projects.find(id)))
    const projects = known.flatMap((project) =>
      project && allows(principal, 'funding.read', targetOf(project))
        ? [{ projectId: project.projectId, name: project.name }]
        : [],
    )
    const { name, counterparty, documentNumber, amountFen: signedFen } = signed
    const money = { signedFen, agreedFen, paidFen, openFen: agreedFen - paidFen }
    return { agreementId, name, counterparty, documentNumber, signedOn, ...money, projects, projectCount: known.length }
  }
}
