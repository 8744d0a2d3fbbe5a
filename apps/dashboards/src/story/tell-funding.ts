import { type DataOf, fundSources, ledgerEntries, LedgerEntryPosted, type Term } from '@zhuji/contracts'
import type { Teller } from './teller.js'
import { money, sentence, word } from './words.js'

function posted(data: DataOf<typeof LedgerEntryPosted>): Term {
  const reversed = data.reverses ? ledgerEntries[data.reverses.entry] : undefined
  return sentence(
    '{entry} {amount}{source}，文号 {document}{findings}',
    '{entry} of {amount}{source}, document {document}{findings}',
    {
      entry: reversed ? { zh: `冲销${reversed.zh}`, en: `Reversal (${reversed.en})` } : ledgerEntries[data.entry],
      amount: money(data.amountFen),
      source: data.source ? sentence('，{source}', ', {source}', { source: word(fundSources, data.source) }) : '',
      document: data.documentNumber,
      findings:
        data.findings.length === 0
          ? ''
          : { zh: `（记有 ${data.findings.length} 项不合规则）`, en: ` (${data.findings.length} broken rules noted)` },
    },
  )
}

export const fundingTellers: Readonly<Record<string, Teller>> = { [LedgerEntryPosted.type]: posted }
