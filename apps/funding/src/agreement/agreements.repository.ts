import type { Pool } from 'pg'
import { AgreementPaymentPosted, AgreementPaymentReversed, type DataOf, upcast } from '@zhuji/contracts'
import type { EventStore } from '@zhuji/messaging'
import type { ScopeFilter } from '@zhuji/platform'
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
  ) {}

  async find(agreementId: string): Promise<Agreement> {
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
  async payments(agreementId: string): Promise<readonly PaymentRow[]> {
    const { rows } = await this.pool.query<{ type: string; data: unknown; occurred_on: string }>({
      name: 'agreement-payments',
      text: `select type, payload as data, occurred_on::text as occurred_on from event_log
        where stream_id = $1 order by stream_version desc`,
      values: [agreementStream(agreementId)],
    })
    const facts = rows.map((row) => ({ occurredOn: row.occurred_on, ...upcast({ type: row.type, data: row.data }) }))
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
  }
}
