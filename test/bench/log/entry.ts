import type { DataOf, LedgerEntryPosted } from '@zhuji/contracts'
import { idOf } from '../projection/history.js'

/** What every log is given: the entry of a ledger, about 400 bytes as JSON. */
export type Entry = DataOf<typeof LedgerEntryPosted>

export const CLIENTS = 32
const PROJECTS_A_CLIENT = 64

/** The next entry of one of the clients; they never write about the same project, so that no version is fought over. */
export function entryOf(client: number, turn: number): Entry {
  return {
    projectId: idOf(client * PROJECTS_A_CLIENT + (turn % PROJECTS_A_CLIENT)),
    entryId: idOf(turn * CLIENTS + client, '2'),
    entry: 'certified-work',
    amountFen: 10_000_000 + turn,
    documentNumber: `JL-2026-${client}-${turn}`,
    counterparty: '安徽某建设集团有限公司第二分公司',
    text: '主体结构施工至四层，监理和跟踪审计均已签认，按合同约定的比例计量本期完成的工程量。',
    findings: [],
  }
}
