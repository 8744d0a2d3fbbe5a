import { basename } from 'node:path'
import type { CommandsClient } from '@zhuji/client'
import { LedgerImport } from '../ledger/ledger-import.adapter.js'
import { isPayment, type Payment, paymentReader, type PaymentReader } from '../ledger/payment.js'
import type { MarkedPayment } from '../ledger/repetitions.js'
import type { LedgerMapping, Mapping, RegisterMapping } from '../mapping/mapping.js'
import { RegisterImport } from '../register/register-import.adapter.js'
import type { RegisterRow } from '../register/register-row.js'
import { registerRowReader } from '../register/read-register-row.js'
import { soundRows } from '../rows/sound-rows.js'
import { csvRecords } from '../rows/csv-rows.adapter.js'
import type { Issue } from '../rows/issue.js'
import type { ImportReport } from './import-report.adapter.js'
import { type FileTally, newTally } from './import-tally.js'
import { Lanes } from './lanes.js'
import { RegionTree } from './region-tree.adapter.js'
import { Services } from './services.adapter.js'

export interface FileImport {
  readonly path: string
  readonly mapping: Mapping
  /** Needed for a register; a ledger's payments were known on their own days unless this says otherwise. */
  readonly knownOn: string | undefined
  readonly client: CommandsClient
  readonly report: ImportReport
  /** Asked between rows: batches that are under way end, nothing new begins. */
  readonly signal: AbortSignal
  readonly onProgress: (tally: FileTally, readBytes: number) => void
}

export class ImportStopped extends Error {
  constructor() {
    super('stopped; what was given is recorded, and the same command goes on from there')
    this.name = 'ImportStopped'
  }
}

const LANES = 3
const BATCH_ROWS = 500

/** Imports one file; resolves with what was done. Rejects with ImportStopped, FileFailure, HeaderError or ServiceFailure. */
export async function importFile(file: FileImport): Promise<FileTally> {
  const tally = newTally(basename(file.path), file.knownOn ?? null)
  const started = performance.now()
  try {
    const { mapping } = file
    if (mapping.kind === 'register') await importRegister({ ...file, mapping }, tally)
    else await importLedger({ ...file, mapping }, tally)
  } finally {
    tally.elapsedMs = performance.now() - started
    file.onProgress(tally, 0)
  }
  return tally
}

async function importRegister(file: FileImport & { mapping: RegisterMapping }, tally: FileTally): Promise<void> {
  const { mapping, knownOn, client } = file
  if (knownOn === undefined) throw new Error(`${file.path}: a register needs a day on which its source knew it`)
  const told = tellerOf(file)
  const services = new Services(client, tally)
  const regions = new RegionTree({ client, mapping, knownOn })
  const target = new RegisterImport({ mapping, knownOn, services, regions, told })
  const lanes = lanesFor<RegisterRow>((rows) => target.run(rows))
  const seen = new Map<string, number>()
  await eachRow(file, tally, {
    open: (header) => registerRowReader(mapping, header, knownOn),
    take: async (read, cells, row) => {
      const { row: found, issues } = read(cells, row)
      told(issues)
      if (!found) return
      const earlier = seen.get(found.localCode)
      if (earlier !== undefined) return told([repeated(found, earlier)])
      seen.set(found.localCode, row)
      await lanes.add(found)
    },
    lanes,
  })
}

function repeated({ row, localCode }: RegisterRow, earlier: number): Issue {
  const reason = `the file has this code already in row ${earlier}; the first one counts`
  return { row, field: 'localCode', consequence: 'row-rejected', reason, value: localCode }
}

async function importLedger(file: FileImport & { mapping: LedgerMapping }, tally: FileTally): Promise<void> {
  const { mapping, knownOn, client } = file
  const told = tellerOf(file)
  const target = new LedgerImport({ mapping, knownOn, services: new Services(client, tally), told })
  const open = (header: readonly string[]) => paymentReader(mapping, header)
  const take =
    (use: (payment: Payment) => Promise<void>, issues: (issues: readonly Issue[]) => void) =>
    async (read: PaymentReader, cells: readonly string[], row: number): Promise<void> => {
      const found = read(cells, row)
      if (isPayment(found)) await use(found)
      else issues([found])
    }
  const first = take(
    async (payment) => target.overview.add(payment),
    () => undefined,
  )
  const overview = newTally('', null)
  await eachRow({ ...file, report: undefined }, overview, { open, take: first })
  tally.stageMs.read += overview.stageMs.read
  await target.meetWorks()
  const lanes = lanesFor<MarkedPayment>((payments) => target.run(payments))
  const second = take(async (payment) => {
    const marked = target.mark(payment)
    if (marked) await lanes.add(marked)
  }, told)
  await eachRow(file, tally, { open, take: second, lanes })
}

function tellerOf({ report, path }: FileImport): (issues: readonly Issue[]) => void {
  const name = basename(path)
  return (issues) => report.add(name, issues)
}

function lanesFor<Item extends { readonly localCode: string }>(work: (items: readonly Item[]) => Promise<void>) {
  return new Lanes<Item>({ lanes: LANES, batchItems: BATCH_ROWS, keyOf: ({ localCode }) => localCode, work })
}

interface RowWork<Reader> {
  open(header: readonly string[]): Reader
  take(read: Reader, cells: readonly string[], row: number): Promise<void>
  readonly lanes?: { finish(): Promise<void>; stop(): Promise<void> }
}

type ReadFile = Pick<FileImport, 'path' | 'mapping' | 'signal' | 'onProgress'> & { readonly report?: ImportReport }

/** Gives every sound row to `take`, in order; whatever happens, batches that were begun are waited for. */
async function eachRow<Reader>(file: ReadFile, tally: FileTally, work: RowWork<Reader>): Promise<void> {
  const { path, mapping, signal, report } = file
  let readBytes = 0
  let reader: Reader | undefined
  let failure: unknown
  let sinceMs = performance.now()
  const rows = soundRows((issues) => report?.add(basename(path), issues))
  try {
    for await (const records of csvRecords(path, { ...mapping, onBytes: (bytes) => (readBytes += bytes) })) {
      for (const record of records) {
        if (signal.aborted) throw new ImportStopped()
        const sound = rows.next(record)
        if (sound === undefined) continue
        if (reader === undefined) reader = work.open(sound.cells)
        else {
          tally.rows += 1
          const taken = work.take(reader, sound.cells, sound.row)
          tally.stageMs.read += performance.now() - sinceMs
          await taken
          sinceMs = performance.now()
        }
      }
      file.onProgress(tally, readBytes)
    }
    if (reader === undefined) throw new Error(`${path} is empty: not even a header`)
  } catch (error) {
    failure = error
  }
  if (failure instanceof ImportStopped) await work.lanes?.stop()
  else await work.lanes?.finish()
  if (failure !== undefined) throw failure
}
