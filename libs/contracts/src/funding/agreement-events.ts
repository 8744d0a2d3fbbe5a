import { z } from 'zod'
import { defineEvent } from '../define-event.js'
import { id, positiveFen, text } from '../fields.js'
import { fundSourceIds } from '../vocabulary/index.js'
import { finding } from './finding.js'

const agreementId = '0198b9a0-0000-7000-8000-0000000000c1'
const paymentId = '0198b9a0-0000-8000-a000-0000000000c2'
const projectIds = ['0198b9a0-0000-7000-8000-000000000001', '0198b9a0-0000-7000-8000-000000000003']
const documentNumber = z.string().min(1).max(100)

export const AgreementSigned = defineEvent({
  type: 'funding.agreement-signed.v1',
  summary: { zh: '协议已签订', en: 'An agreement that one counterparty has over several projects' },
  key: 'agreementId',
  schema: z.object({
    agreementId: id,
    name: z.string().min(1).max(300),
    counterparty: z.string().min(1).max(200),
    amountFen: positiveFen,
    documentNumber,
    /** The projects it covers: no other one is given a share of its payments. */
    projectIds: z.array(id).min(1).max(500),
  }),
  examples: [
    {
      agreementId,
      name: '2026年校舍加固工程总承包协议',
      counterparty: '安徽某建设集团',
      amountFen: 9_600_000_000,
      documentNumber: 'XY-2026-0004',
      projectIds,
    },
  ],
})

export const AgreementChanged = defineEvent({
  type: 'funding.agreement-changed.v1',
  summary: { zh: '协议已变更', en: 'An agreement was changed in its amount, or covers further projects' },
  key: 'agreementId',
  schema: z.object({
    agreementId: id,
    /** By how much; absent where the amount stays. */
    amountFen: positiveFen.optional(),
    /** It lowers what is agreed. */
    decreases: z.literal(true).optional(),
    documentNumber,
    addedProjectIds: z.array(id).max(500),
    reason: text.min(1),
  }),
  examples: [
    {
      agreementId,
      amountFen: 300_000_000,
      documentNumber: 'XYBG-2026-0001',
      addedProjectIds: ['0198b9a0-0000-7000-8000-000000000004'],
      reason: '增加一所学校的加固',
    },
  ],
})

const share = z.object({
  projectId: id,
  /** The entry of the project's own ledger. */
  entryId: id,
  amountFen: positiveFen,
})

export const AgreementPaymentPosted = defineEvent({
  type: 'funding.agreement-payment-posted.v1',
  summary: {
    zh: '协议支付已分摊',
    en: 'One payment of an agreement; each share is an entry of its project’s ledger, recorded together with it',
  },
  key: 'agreementId',
  schema: z.object({
    agreementId: id,
    paymentId: id,
    amountFen: positiveFen,
    source: z.enum(fundSourceIds),
    batch: z.string().min(1).max(100).optional(),
    documentNumber,
    counterparty: z.string().max(200).optional(),
    text: text.optional(),
    /** Why it is no copy of a payment that looks the same. */
    distinct: z.string().min(1).max(1000).optional(),
    shares: z.array(share).min(1).max(200),
    findings: z.array(finding).max(20),
  }),
  examples: [
    {
      agreementId,
      paymentId,
      amountFen: 90_000_000,
      source: 'local-budget',
      documentNumber: 'ZF-2026-0107',
      shares: [
        { projectId: projectIds[0]!, entryId: '0198b9a0-0000-8000-a000-0000000000d1', amountFen: 60_000_000 },
        { projectId: projectIds[1]!, entryId: '0198b9a0-0000-8000-a000-0000000000d2', amountFen: 30_000_000 },
      ],
      findings: [],
    },
  ],
})

export const AgreementPaymentReversed = defineEvent({
  type: 'funding.agreement-payment-reversed.v1',
  summary: {
    zh: '协议支付已冲销',
    en: 'A payment of an agreement was taken back whole, in the ledgers of all its shares',
  },
  key: 'agreementId',
  schema: z.object({
    agreementId: id,
    paymentId: id,
    /** Under which document it was posted. */
    paymentDocument: documentNumber,
    amountFen: positiveFen,
    documentNumber,
    reason: text.min(1),
  }),
  examples: [
    {
      agreementId,
      paymentId,
      paymentDocument: 'ZF-2026-0107',
      amountFen: 90_000_000,
      documentNumber: 'CX-2026-0003',
      reason: '分摊项目有误',
    },
  ],
})

export const agreementEvents = [
  AgreementSigned,
  AgreementChanged,
  AgreementPaymentPosted,
  AgreementPaymentReversed,
] as const
