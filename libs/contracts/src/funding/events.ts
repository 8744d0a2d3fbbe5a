import { z } from 'zod'
import { defineEvent } from '../define-event.js'
import { id, positiveFen, text } from '../fields.js'
import { fundSourceIds, ledgerEntryIds } from '../vocabulary/index.js'

const projectId = '0198b9a0-0000-7000-8000-000000000001'

/** A rule that a recorded fact breaks. Live postings are refused; history that already happened is recorded and marked. */
const finding = z.object({
  rule: z.string().min(1).max(64),
  figures: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})

export const LedgerEntryPosted = defineEvent({
  type: 'funding.ledger-entry-posted.v1',
  summary: {
    zh: '台账已记账',
    en: 'One entry of the project ledger; append-only, a mistake is reversed by another entry',
  },
  key: 'projectId',
  schema: z.object({
    projectId: id,
    entryId: id,
    entry: z.enum(ledgerEntryIds),
    amountFen: positiveFen,
    source: z.enum(fundSourceIds).optional(),
    documentNumber: z.string().min(1).max(100),
    counterparty: z.string().max(200).optional(),
    agreement: z.string().max(100).optional(),
    text: text.optional(),
    /** Only on a reversal: the entry it takes back, and of which kind that was. */
    reverses: z.object({ entryId: id, entry: z.enum(ledgerEntryIds) }).optional(),
    findings: z.array(finding).max(20),
  }),
  examples: [
    {
      projectId,
      entryId: '0198b9a0-0000-7000-8000-0000000000b1',
      entry: 'disbursement',
      amountFen: 230_000_000,
      source: 'special-bond',
      documentNumber: 'ZF-2026-0031',
      counterparty: '安徽某建设集团',
      findings: [],
    },
  ],
})

export const fundingEvents = [LedgerEntryPosted] as const
