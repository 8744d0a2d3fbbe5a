/**
 * What became of something the source says, where it did not simply become a fact.
 *
 * - `row-rejected`: nothing of the row was taken.
 * - `cell-left-out`: this cell (and those the sentence names) was not taken, the rest of the row was.
 * - `refused`: the service refused the command; the sentence is its own.
 * - `marked`: it was taken, and looks odd.
 */
export type Consequence = 'row-rejected' | 'cell-left-out' | 'refused' | 'marked'

export interface Issue {
  /** Counted from 1, the header included, as an editor or a spreadsheet shows it. */
  readonly row: number
  readonly field: string
  readonly consequence: Consequence
  readonly reason: string
  readonly value: string
}
