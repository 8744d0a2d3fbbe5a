import { createWriteStream, type WriteStream } from 'node:fs'
import { once } from 'node:events'
import { stringify } from 'csv-stringify/sync'
import type { Consequence, Issue } from '../rows/issue.js'

const COLUMNS = ['file', 'row', 'field', 'consequence', 'reason', 'value'] as const
/** So many are shown at the terminal; the file has all of them. */
const SHOWN_MAX = 8

export interface ReportedIssue extends Issue {
  readonly file: string
}

/** Everything that did not simply become a fact, as a CSV file and as a few lines for the terminal. */
export class ImportReport {
  readonly counts: Record<Consequence, number> = { 'row-rejected': 0, 'cell-left-out': 0, refused: 0, marked: 0 }
  readonly first: ReportedIssue[] = []
  private file: WriteStream | undefined
  private failure: Error | undefined

  constructor(readonly path: string | undefined) {}

  add(file: string, issues: readonly Issue[]): void {
    for (const issue of issues) {
      this.counts[issue.consequence] += 1
      if (issue.consequence !== 'marked' && this.first.length < SHOWN_MAX) this.first.push({ file, ...issue })
      this.write([file, issue.row, issue.field, issue.consequence, issue.reason, issue.value])
    }
  }

  async close(): Promise<void> {
    if (this.file) {
      this.file.end()
      await once(this.file, 'close')
    }
    if (this.failure) throw this.failure
  }

  /** A value taken from a source may begin like a formula; a spreadsheet must not run it. */
  private write(cells: readonly (string | number)[]): void {
    if (this.path === undefined) return
    if (!this.file) {
      this.file = createWriteStream(this.path)
      this.file.on('error', (error) => (this.failure ??= error))
      this.file.write(`\uFEFF${stringify([[...COLUMNS]])}`)
    }
    this.file.write(stringify([[...cells]], { escape_formulas: true }))
  }
}
