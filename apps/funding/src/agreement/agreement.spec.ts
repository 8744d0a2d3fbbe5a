import { AgreementChanged, AgreementPaymentPosted, AgreementPaymentReversed, AgreementSigned } from '@zhuji/contracts'
import type { NoteReader } from '@zhuji/messaging'
import { given } from '@zhuji/testing'
import { sharedPayment } from '../ledger/shared-postings.js'
import { type Agreement, agreementDecider } from './agreement.js'
import {
  assessPayment,
  assessTakingBack,
  change,
  type PaymentAssessment,
  type PaymentToAssess,
} from './agreement-rules.js'

const agreementId = '0198b9a0-0000-7000-8000-0000000000c1'
const [school, clinic, stranger] = [1, 2, 3].map((n) => `0198b9a0-0000-7000-8000-00000000000${n}`) as [
  string,
  string,
  string,
]
const today = '2026-06-30'

const signed = AgreementSigned(
  {
    agreementId,
    name: '校舍加固总承包协议',
    counterparty: '某建设集团',
    amountFen: 100_00,
    documentNumber: 'XY-1',
    projectIds: [school, clinic],
  },
  '2026-02-01',
)
const raised = (amountFen: number, more = {}) =>
  AgreementChanged(
    { agreementId, amountFen, documentNumber: 'BG-1', addedProjectIds: [], reason: '增项', ...more },
    '2026-03-01',
  )
const payment = (shares: Readonly<Record<string, number>>, more: Partial<PaymentToAssess> = {}): PaymentToAssess =>
  sharedPayment({
    agreementId,
    amountFen: Object.values(shares).reduce((sum, fen) => sum + fen, 0),
    source: 'local-budget',
    documentNumber: 'ZF-1',
    occurredOn: '2026-05-20',
    shares: Object.entries(shares).map(([projectId, amountFen]) => ({ projectId, amountFen })),
    ...more,
  })
const decided = ({ refusal, events }: PaymentAssessment) => {
  if (refusal) throw refusal
  return events
}
const paying = (wanted: PaymentToAssess) => (agreement: Agreement, note: NoteReader) =>
  decided(assessPayment(agreement, wanted, { note }))
const paid = (wanted: PaymentToAssess, findings: object[] = []) => {
  const { entryIds, occurredOn, historical: _, ...content } = wanted
  const shares = wanted.shares.map((share) => ({ ...share, entryId: entryIds.get(share.projectId)! }))
  return AgreementPaymentPosted({ ...content, shares, findings: findings as never }, occurredOn)
}
const takenBack = (wanted: PaymentToAssess, documentNumber = 'CX-1') => ({
  agreementId,
  paymentId: wanted.paymentId,
  paymentDocument: wanted.documentNumber,
  documentNumber,
  reason: '分摊有误',
})
const reversed = (wanted: PaymentToAssess) =>
  AgreementPaymentReversed({ ...takenBack(wanted), amountFen: wanted.amountFen }, '2026-06-01')
const ninety = payment({ [school]: 60_00, [clinic]: 30_00 })

describe('a payment of an agreement', () => {
  it('is recorded with its shares', () => {
    given(agreementDecider, [signed])
      .when(paying(ninety))
      .then([paid(ninety)])
  })

  it('is refused where payments would exceed what is agreed, with all figures', () => {
    given(agreementDecider, [signed, paid(ninety)])
      .when(paying(payment({ [school]: 10_01 }, { documentNumber: 'ZF-2' })))
      .thenRefused('payment-above-agreement', { agreedFen: 100_00, paidFen: 90_00, amountFen: 10_01, excessFen: 1 })
    given(agreementDecider, [signed, raised(1), paid(ninety)])
      .when(paying(payment({ [school]: 10_01 }, { documentNumber: 'ZF-2' })))
      .then([paid(payment({ [school]: 10_01 }, { documentNumber: 'ZF-2' }))])
  })

  it('may come again in the place of one that was taken back', () => {
    const again = payment({ [school]: 40_00, [clinic]: 60_00 })
    given(agreementDecider, [signed, paid(ninety), reversed(ninety)])
      .when(paying(again))
      .then([paid(again)])
  })

  it('is one payment when it is told again, and refused under the same document with other shares', () => {
    given(agreementDecider, [signed, paid(ninety)])
      .when(paying(ninety))
      .then([])
    given(agreementDecider, [signed, paid(ninety)])
      .when(paying(payment({ [school]: 5_00 })))
      .thenRefused('agreement-document-posted', { documentNumber: 'ZF-1', postedFen: 90_00, amountFen: 5_00 })
  })

  it('is refused when its shares are not the payment, or go to a project that is not covered', () => {
    given(agreementDecider, [signed])
      .when(paying(payment({ [school]: 60_00, [clinic]: 30_00 }, { amountFen: 89_00 })))
      .thenRefused('shares-differ', { amountFen: 89_00, sharesFen: 90_00, differenceFen: -1_00 })
    given(agreementDecider, [signed])
      .when(paying(payment({ [stranger]: 1_00 })))
      .thenRefused('project-not-covered', { projectId: stranger, amountFen: 1_00 })
    given(agreementDecider).when(paying(ninety)).thenRefused('agreement-not-signed', { agreementId, amountFen: 90_00 })
  })

  it('of history is recorded with the rules it broke', () => {
    const above = payment({ [stranger]: 130_00 }, { historical: true })
    given(agreementDecider, [signed])
      .when(paying(above))
      .then([
        paid(above, [
          { rule: 'project-not-covered', figures: { projectId: stranger, amountFen: 130_00 } },
          {
            rule: 'payment-above-agreement',
            figures: { agreedFen: 100_00, paidFen: 0, amountFen: 130_00, excessFen: 30_00 },
          },
        ]),
      ])
  })

  it('is taken back once', () => {
    const reversing = (documentNumber: string) => (_: Agreement, note: NoteReader) =>
      decided(assessTakingBack({ ...takenBack(ninety, documentNumber), occurredOn: '2026-06-01' }, { note }))
    given(agreementDecider, [signed, paid(ninety)])
      .when(reversing('CX-1'))
      .then([reversed(ninety)])
    given(agreementDecider, [signed, paid(ninety), reversed(ninety)])
      .when(reversing('CX-1'))
      .then([])
    given(agreementDecider, [signed, paid(ninety), reversed(ninety)])
      .when(reversing('CX-2'))
      .thenRefused('entry-already-reversed', {
        documentNumber: 'ZF-1',
        amountFen: 90_00,
        reversedBy: 'CX-1',
        reversedOn: '2026-06-01',
      })
  })
})

describe('a change of an agreement', () => {
  const changing =
    ({ data, occurredOn }: ReturnType<typeof raised>) =>
    (agreement: Agreement, note: NoteReader) =>
      change(agreement, { ...data, occurredOn }, { note, today })

  it('lets it cover further projects', () => {
    const wider = raised(30_00, { addedProjectIds: [stranger] })
    given(agreementDecider, [signed]).when(changing(wider)).then([wider])
    const share = payment({ [stranger]: 130_00 })
    given(agreementDecider, [signed, wider])
      .when(paying(share))
      .then([paid(share)])
    given(agreementDecider, [signed, wider]).when(changing(wider)).then([])
  })

  it('lowers nothing below what is paid', () => {
    given(agreementDecider, [signed, paid(ninety)])
      .when(changing(raised(10_01, { decreases: true })))
      .thenRefused('agreement-below-paid', { agreedFen: 100_00, paidFen: 90_00, afterFen: 89_99 })
  })

  it('changes something', () => {
    const empty = AgreementChanged(
      { agreementId, documentNumber: 'BG-9', addedProjectIds: [], reason: '无' },
      '2026-03-01',
    )
    given(agreementDecider, [signed]).when(changing(empty)).thenRefused('agreement-change-empty', {})
  })
})
