import { randomUUID } from 'node:crypto'
import type { Speaker } from '@zhuji/testing'

export interface PaidAgreement {
  readonly agreementId: string
  readonly paymentId: string
}

const agreements = '/api/v1/funding/agreements'
const occurredOn = '2026-06-04'

/** One agreement over these projects, and one payment of it: by project its share, in fen. */
export async function anAgreementPaid(
  administrator: Speaker,
  shared: Readonly<Record<string, number>>,
): Promise<PaidAgreement> {
  const agreementId = randomUUID()
  const shares = Object.entries(shared).map(([projectId, amountFen]) => ({ projectId, amountFen }))
  const amountFen = shares.reduce((sum, share) => sum + share.amountFen, 0)
  const projectIds = Object.keys(shared)
  const agreement = { agreementId, name: '协议', counterparty: '某建设集团', documentNumber: 'XY-1', projectIds }
  await asked(administrator, agreements, { ...agreement, amountFen })
  const payment = { amountFen, source: 'special-bond', documentNumber: 'ZF-1', shares }
  await asked(administrator, `${agreements}/${agreementId}/payments`, payment)
  const { body } = await administrator.get(`${agreements}/${agreementId}/payments`)
  const { paymentId } = (body as { items: { paymentId: string }[] }).items[0]!
  return { agreementId, paymentId }
}

export function takenBack(administrator: Speaker, { agreementId, paymentId }: PaidAgreement): Promise<void> {
  const reversal = { paymentId, documentNumber: 'CX-1', reason: '分摊有误' }
  return asked(administrator, `${agreements}/${agreementId}/reversals`, reversal)
}

async function asked(administrator: Speaker, path: string, body: object): Promise<void> {
  const answer = await administrator.post(path, { ...body, occurredOn })
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
}
