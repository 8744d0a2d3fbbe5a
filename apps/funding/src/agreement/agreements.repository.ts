import type { Pool } from 'pg'
import { AgreementPaymentPosted, AgreementPaymentReversed, type DataOf, type RecordedEvent } from '@zhuji/contracts'
import { atBothDays, type EventStore, folded, type LogReader } from '@zhuji/messaging'
import type { AskedClocks, ScopeFilter } from '@zhuji/platform'
import {
  type Agreement,
  agreementDecider,
  type AgreementPayment,
  agreementStream,
  signedAgreement,
  type SignedAgreement,
} from './agreement.js'

export interface PaymentRow extends AgreementPayment {
  readonly occurredOn: string
  readonly reversedBy: string | null
}

/** Questions to the recording side. Agreements are few beside projects; one's payments are read from its own stream. */
export class Agreements {
  constructor(
    private readonly store: EventStore,
    private readonly pool: Pool,
    private readonly log: LogReader,
  ) {}

  /** As it is now, or was as known on both days. */
  async find(agreementId: string, clocks: AskedClocks = {}): Promise<Agreement> {
    if (clocks.asOf !== undefined) return folded(agreementDecider, await this.factsOf(agreementId, clocks)).state
    const states = await this.store.states([agreementStream(agreementId)], agreementDecider)
    return states.get(agreementStream(agreementId))?.state ?? agreementDecider.initial()
  }

  /** By id, after one id; those that cover a project in scope, and where it is named that one. */
  async page(
    { after, limit, projectId }: { readonly after?: string; readonly limit: number; readonly projectId?: string },
    scope: ScopeFilter,
  ): Promise<readonly SignedAgreement[]> {
    const { rows } = await this.pool.query<{ id: string; state: Agreement }>({
      name: 'agreements',
      text: `select substr(id, length('agreement/') + 1) as id, state from stream
        where id like 'agreement/%' and id > 'agreement/' || $1 and state ->> 'signed' is not null and exists (
          select from json_array_elements_text(state -> 'projectIds') covered join known_project k on k.project_id::text = covered
          where ($2::text is null or covered = $2)
            and ($3 or k.owner_unit_id = any($4::text[]) or k.region_codes && $5::text[] or covered = any($6::text[])))
        order by stream.id limit $7`,
      values: [
        after ?? '',
        projectId ?? null,
        ...(scope.all ? [true, [], [], []] : [false, scope.unitIds, scope.regionCodes, scope.projectIds]),
        limit,
      ],
    })
    return rows.flatMap(({ id, state }) => signedAgreement(id, state) ?? [])
  }

  /** The newest first. */
  async payments(agreementId: string, clocks: AskedClocks = {}): Promise<readonly PaymentRow[]> {
    const facts = await this.factsOf(agreementId, clocks)
    const reversals = new Map(
      facts
        .filter(({ type }) => type === AgreementPaymentReversed.type)
        .map(({ data }) => data as DataOf<typeof AgreementPaymentReversed>)
        .map(({ paymentId, documentNumber }) => [paymentId, documentNumber]),
    )
    return facts
      .filter(({ type }) => type === AgreementPaymentPosted.type)
      .map(({ data, occurredOn }) => ({ ...(data as AgreementPayment), occurredOn }))
      .map((payment) => ({ ...payment, reversedBy: reversals.get(payment.paymentId) ?? null }))
      .toReversed()
  }

  private async factsOf(agreementId: string, { asOf, knownOn }: AskedClocks): Promise<readonly RecordedEvent[]> {
    const facts = await this.log.ofStream(agreementStream(agreementId))
    return asOf === undefined || knownOn === undefined ? facts : atBothDays(facts, { asOf, knownOn })
  }
}
