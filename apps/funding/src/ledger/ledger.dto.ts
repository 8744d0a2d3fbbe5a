import { type BookedKind, type FundSource, fundSourceIds, ledgerEntryIds } from '@zhuji/contracts'
import { BooleanField, ChoiceField, DayField, FenField, IdField, PageQuery, TextField } from '@zhuji/platform'

/** Transfers have two ends and reversals an entry they take back: both have their own routes. */
const withOwnRoute: readonly string[] = ['reversal', 'transfer-out', 'transfer-in']
const postedKinds = ledgerEntryIds.filter((kind) => !withOwnRoute.includes(kind)) as BookedKind[]

export class PostEntryBody {
  @ChoiceField(postedKinds, {
    example: 'disbursement',
    description: '记账类别 / kind of entry; reversals and transfers have their own routes',
  })
  entry: BookedKind

  @FenField({ positive: true, example: 230_000_000, description: '金额（分）' })
  amountFen: number

  @ChoiceField(fundSourceIds, {
    optional: true,
    description: '资金来源 / needed wherever money is planned, arrives or leaves',
  })
  source?: FundSource

  @TextField({ max: 100, optional: true, description: '债券批次 / one issue of bonds, a pot of its own' })
  batch?: string

  @BooleanField({ optional: true, description: '调减 / of a contract change: it lowers what is agreed' })
  decreases?: boolean

  @TextField({ max: 100, example: 'ZF-2026-0031', description: '单据号 / counts once for its kind of entry' })
  documentNumber: string

  @TextField({ max: 200, optional: true, example: '安徽某建设集团', description: '往来单位' })
  counterparty?: string

  @TextField({
    max: 100,
    optional: true,
    description: '协议 / an agreement over several projects: post each one’s own share',
  })
  agreement?: string

  @TextField({ max: 4000, optional: true })
  text?: string

  @TextField({
    max: 1000,
    optional: true,
    description:
      '另一笔支付的理由 / why it is no copy of another project’s payment of the same day, amount and counterparty',
  })
  distinct?: string

  @DayField({ example: '2026-05-20', description: '发生日' })
  occurredOn: string

  @BooleanField({
    optional: true,
    description: '历史补录 / it already happened: rules it breaks are marked, not refused; imports only',
  })
  historical?: boolean
}

export class ReverseEntryBody {
  @IdField({ description: '被冲销的记录 / the entry to take back, whole' })
  entryId: string

  @TextField({ max: 100, example: 'CX-2026-0002', description: '冲销单据号' })
  documentNumber: string

  @TextField({ max: 4000, example: '金额录入错误' })
  reason: string

  @DayField()
  occurredOn: string
}

export class DryRunQuery {
  @BooleanField({ optional: true, query: true, description: '试算 / answer what would happen, record nothing' })
  dryRun?: boolean
}

export class EntriesQuery extends PageQuery {
  @DayField({ optional: true, description: '截至发生日 / what happened by this day' })
  asOf?: string

  @DayField({ optional: true, description: '截至获知日 / as known at the end of this day' })
  knownOn?: string
}

export class LedgerIdsBody {
  @IdField({ array: { min: 1, max: 1000 } })
  ids: string[]
}
