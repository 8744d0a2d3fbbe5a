import type { Journal } from '../load/journal.js'
import type { Sink } from '../load/sink.js'
import type { Installation } from './installation.js'

/** What the oracle looks at. */
export interface Evidence {
  readonly installation: Installation
  readonly journal: Journal
  /** The receiver of the alerts' messages, where the run has one. */
  readonly sink?: Sink
  /** Dead letters that have to be there: one for each record that was poisoned on purpose, and nothing else. */
  readonly poison?: readonly { readonly group: string; readonly cause: string }[]
  /** Projects of which a topic told and no log: they are in live read models, and in none that is built from the logs. */
  readonly foreign?: readonly string[]
}

/** Something that must not be, with the row that shows it. */
export interface Finding {
  /** Of the eight points in docs/reliability.md. */
  readonly point: number
  readonly sentence: string
  readonly row: object
}
