import { AgreementPaymentPosted, AgreementPaymentReversed, LedgerEntryPosted, typesOf } from '@zhuji/contracts'
import { pagesOf } from '@zhuji/messaging'
import type { Check, Finding } from '../check.js'

/** A share as the agreement tells it, or the entry that its project's ledger has for it. */
interface Told {
  readonly amountFen: number
  readonly source: string | null
  readonly batch: string | null
  readonly documentNumber: string
  readonly occurredOn: string
  readonly reversed: boolean
}

interface Row {
  readonly agreementId: string
  readonly paymentId: string
  readonly projectId: string
  readonly entryId: string
  readonly paidFen: number | null
  readonly share: Told | null
  readonly entry: Told | null
}

/**
 * 协议支付: what an agreement tells of a payment and what the ledgers of its projects hold of it were recorded together,
 * and are the same: every share one entry with the same money, taken back or not alike, and the entries are the payment.
 */
export const agreementPayments: Check = {
  name: 'agreement-payments',
  service: 'funding',
  run: async ({ snapshots }, found) => {
    const payments = new Map<string, { row: Row; entriesFen: number }>()
    let shares = 0
    for await (const rows of pagesOf<Row>(snapshots.get('funding'), { text: PAIRS, values: TYPES })) {
      shares += rows.length
      for (const row of rows) {
        differences(row).forEach(found)
        if (!row.share) continue
        const entriesFen = (payments.get(row.paymentId)?.entriesFen ?? 0) + (row.entry?.amountFen ?? 0)
        payments.set(row.paymentId, { row, entriesFen })
      }
    }
    for (const { row, entriesFen } of payments.values()) {
      const { agreementId, paymentId, paidFen } = row
      const { documentNumber } = row.share!
      if (paidFen === entriesFen) continue
      found({
        slug: 'payment-differs-from-entries',
        figures: { agreementId, paymentId, documentNumber, paidFen, entriesFen },
      })
    }
    return { payments: payments.size, shares }
  },
}

const compared = ['amountFen', 'source', 'batch', 'documentNumber', 'occurredOn', 'reversed'] as const

function differences({ agreementId, paymentId, projectId, entryId, share, entry }: Row): readonly Finding[] {
  const { documentNumber, amountFen } = (share ?? entry)!
  const named = { agreementId, paymentId, projectId, entryId, documentNumber }
  if (!entry) return [{ slug: 'share-without-entry', figures: { ...named, amountFen } }]
  if (!share) return [{ slug: 'entry-without-share', figures: { ...named, amountFen } }]
  return compared
    .filter((field) => share[field] !== entry[field])
    .map((field) => ({
      slug: 'share-differs-from-entry',
      figures: { ...named, field, shareValue: String(share[field]), entryValue: String(entry[field]) },
    }))
}

const TYPES = [typesOf([AgreementPaymentPosted]), typesOf([AgreementPaymentReversed]), typesOf([LedgerEntryPosted])]

/** Both sides of every share, in one row where they name each other. */
const PAIRS = `
  with share as (
    select payload ->> 'agreementId' as agreement_id, payload ->> 'paymentId' as payment_id, share ->> 'projectId' as project_id,
      share ->> 'entryId' as entry_id, (payload ->> 'amountFen')::bigint as paid_fen, json_build_object(
        'amountFen', share -> 'amountFen', 'source', payload -> 'source', 'batch', payload -> 'batch',
        'documentNumber', payload -> 'documentNumber', 'occurredOn', occurred_on,
        'reversed', payload ->> 'paymentId' in (
          select payload ->> 'paymentId' from funding.event_log where type = any($2))) as told
    from funding.event_log, json_array_elements(payload -> 'shares') share
    where type = any($1)
  ), entry as (
    select payload -> 'agreementPayment' ->> 'agreementId' as agreement_id,
      payload -> 'agreementPayment' ->> 'paymentId' as payment_id, aggregateid::text as project_id,
      payload ->> 'entryId' as entry_id, json_build_object(
        'amountFen', payload -> 'amountFen', 'source', payload -> 'source', 'batch', payload -> 'batch',
        'documentNumber', payload -> 'documentNumber', 'occurredOn', occurred_on,
        'reversed', (stream_id, payload ->> 'entryId') in (
          select stream_id, payload -> 'reverses' ->> 'entryId' from funding.event_log
          where type = any($3) and payload -> 'reverses' is not null)) as told
    from funding.event_log
    where type = any($3) and payload -> 'agreementPayment' is not null
  )
  select agreement_id as "agreementId", payment_id as "paymentId", project_id as "projectId", entry_id as "entryId",
    share.paid_fen::float8 as "paidFen", share.told as share, entry.told as entry
  from share full join entry using (agreement_id, payment_id, project_id, entry_id)`
