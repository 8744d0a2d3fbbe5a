import { z } from 'zod'
import { defineEvent, replacing } from '../define-event.js'
import { id, positiveFen, text } from '../fields.js'
import { fundSourceIds, ledgerEntryIds } from '../vocabulary/index.js'
import { finding } from './finding.js'

const projectId = '0198b9a0-0000-7000-8000-000000000001'

const summary = {
  zh: '台账已记账',
  en: 'One entry of the project ledger; append-only, a mistake is reversed by another entry',
}

const firstKinds = [
  'allocation',
  'funds-in-place',
  'commitment',
  'certified-work',
  'disbursement',
  'refund',
  'reversal',
] as const

const entryFields = {
  projectId: id,
  entryId: id,
  amountFen: positiveFen,
  source: z.enum(fundSourceIds).optional(),
  documentNumber: z.string().min(1).max(100),
  counterparty: z.string().max(200).optional(),
  agreement: z.string().max(100).optional(),
  text: text.optional(),
  findings: z.array(finding).max(20),
}

const example = {
  projectId,
  entryId: '0198b9a0-0000-7000-8000-0000000000b1',
  entry: 'disbursement' as const,
  amountFen: 230_000_000,
  source: 'special-bond' as const,
  documentNumber: 'ZF-2026-0031',
  counterparty: '安徽某建设集团',
  findings: [],
}

/** Of the time when the ledger had seven kinds of entries. */
export const LedgerEntryPostedV1 = defineEvent({
  type: 'funding.ledger-entry-posted.v1',
  summary,
  key: 'projectId',
  schema: z.object({
    ...entryFields,
    entry: z.enum(firstKinds),
    reverses: z.object({ entryId: id, entry: z.enum(firstKinds) }).optional(),
  }),
  examples: [example],
})

export const LedgerEntryPosted = defineEvent({
  type: 'funding.ledger-entry-posted.v2',
  summary,
  key: 'projectId',
  schema: z.object({
    ...entryFields,
    entry: z.enum(ledgerEntryIds),
    /** Only on a reversal: the entry it takes back, and of which kind that was. */
    reverses: z.object({ entryId: id, entry: z.enum(ledgerEntryIds) }).optional(),
    /** 债券批次: which issue of bonds the money is from; kept apart from other issues like another source. */
    batch: z.string().min(1).max(100).optional(),
    /** On a contract change that lowers what is agreed, and on the reversal of one. */
    decreases: z.literal(true).optional(),
    /** On a transfer: the project at its other end. */
    counterProjectId: id.optional(),
    /** The project's own share of one payment that was made for several. */
    agreementPayment: z.object({ agreementId: id, paymentId: id }).optional(),
    /** Why a payment that looks like another project's is one of its own. */
    distinct: z.string().min(1).max(1000).optional(),
  }),
  examples: [
    example,
    {
      projectId,
      entryId: '0198b9a0-0000-7000-8000-0000000000b2',
      entry: 'change',
      amountFen: 12_000_000,
      decreases: true,
      documentNumber: 'BG-2026-0003',
      text: '取消看台雨棚',
      findings: [],
    },
  ],
  replaces: replacing(LedgerEntryPostedV1, (data) => data),
})

export const fundingEvents = [LedgerEntryPosted] as const
