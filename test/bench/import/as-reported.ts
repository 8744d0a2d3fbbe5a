import { RegionDefined } from '@zhuji/contracts'
import type { FileTally, ImportReport } from '@zhuji/importer'

export interface Recorded {
  readonly factsByType: Readonly<Record<string, number>>
  /** Commands that got a receipt. */
  readonly accepted: number
  /** Ledger entries that break a rule and say so. */
  readonly findings: number
  /** Imported facts that the dashboards can tell. */
  readonly shown: number
  readonly deadLetters: number
}

type Told = Pick<FileTally, 'commands' | 'facts' | 'factsByType'>

/** Throws when the importer reports other counts than the services have. */
export function assertAsReported(
  recorded: Recorded,
  { tallies, report }: { readonly tallies: readonly Told[]; readonly report: Pick<ImportReport, 'counts'> },
): void {
  const sum = (of: (tally: Told) => number) => tallies.reduce((total, tally) => total + of(tally), 0)
  const types = [
    ...new Set([...Object.keys(recorded.factsByType), ...tallies.flatMap((t) => Object.keys(t.factsByType))]),
  ]
  const pairs: (readonly [what: string, reported: number, found: number])[] = [
    ...types.map(
      (type) => [type, sum(({ factsByType }) => factsByType[type] ?? 0), recorded.factsByType[type] ?? 0] as const,
    ),
    ['commands accepted', sum(({ commands }) => commands) - report.counts.refused, recorded.accepted],
    // Divisions are no project's story.
    [
      'facts on the dashboards',
      sum(({ facts }) => facts) - (recorded.factsByType[RegionDefined.type] ?? 0),
      recorded.shown,
    ],
    ['dead letters', 0, recorded.deadLetters],
  ]
  const wrong = pairs.filter(([, reported, found]) => reported !== found)
  if (wrong.length === 0) return
  const list = wrong.map(([what, reported, found]) => `${what}: ${reported} reported, ${found} found`)
  throw new Error(`the import and the services disagree; ${list.join('; ')}`)
}
