import type { LedgerMapping } from '../mapping/mapping.js'
import type { Issue } from '../rows/issue.js'
import { commandOf, projectIdOf } from '../run/import-command.js'
import { refusalsOf } from '../run/refusals.js'
import type { Services } from '../run/services.adapter.js'
import { entriesFor, isBooked } from './entry-commands.js'
import type { Payment } from './payment.js'
import { LedgerOverview, type MarkedPayment, noteOn } from './repetitions.js'

export interface LedgerImportParts {
  readonly mapping: LedgerMapping
  /** Undefined: each payment was known on its own day. */
  readonly knownOn: string | undefined
  readonly services: Services
  readonly told: (issues: readonly Issue[]) => void
}

/** Posts the payments of a ledger that the books do not hold yet, a batch at a time, after a first pass over the file. */
export class LedgerImport {
  readonly overview = new LedgerOverview()
  /** Of works that the register of projects knows. */
  private agreements = new Map<string, string | undefined>()

  constructor(private readonly parts: LedgerImportParts) {}

  /** Between the passes: which works are known, and under which agreement. */
  async meetWorks(): Promise<void> {
    const { services, mapping } = this.parts
    const codes = this.overview.localCodes
    const ids = codes.map((code) => projectIdOf(mapping.source, code))
    const projects = await services.timed('look-up', () => services.projects(ids))
    codes.forEach((code, place) => {
      const project = projects.get(ids[place]!)
      if (project) this.agreements.set(code, project.agreement)
    })
  }

  /** Undefined when the work is unknown: told as a rejected row. */
  mark(payment: Payment): MarkedPayment | undefined {
    const marked = this.overview.mark(payment, (code) => this.agreements.get(code))
    if (this.agreements.has(payment.localCode)) return marked
    const reason = 'no work with this code is registered; import the register first'
    this.parts.told([
      rowIssue(payment, { field: 'localCode', consequence: 'row-rejected', reason, value: payment.localCode }),
    ])
    return undefined
  }

  async run(payments: readonly MarkedPayment[]): Promise<void> {
    const { mapping, services, told } = this.parts
    const idOf = ({ localCode }: Payment) => projectIdOf(mapping.source, localCode)
    const ledgers = await services.timed('look-up', () => services.ledgers([...new Set(payments.map(idOf))]))
    const open = payments.filter((payment) => {
      const sources = ledgers.get(idOf(payment))?.balances.sources
      const balance = sources?.find(({ source }) => source === mapping.fundSource)
      return !isBooked(balance, this.overview.sumFen(payment.localCode), mapping)
    })
    const commands = open.flatMap((payment) => this.commandsFor(payment, idOf(payment)))
    told([...payments.flatMap(marks), ...refusalsOf(commands, await services.give('funding', commands))])
  }

  private commandsFor(payment: MarkedPayment, id: string) {
    const { mapping, knownOn = payment.paidOn } = this.parts
    const origin = { source: mapping.source, knownOn, id, row: payment.row }
    return entriesFor(payment, mapping).map((draft) => commandOf(draft, origin))
  }
}

function marks(payment: MarkedPayment): Issue[] {
  const reason = noteOn(payment)
  const value = `${payment.localCode} ${payment.paidOn} ${payment.amountFen} fen`
  return reason ? [rowIssue(payment, { field: 'payment', consequence: 'marked', reason, value })] : []
}

function rowIssue({ row }: Payment, told: Omit<Issue, 'row'>): Issue {
  return { row, ...told }
}
