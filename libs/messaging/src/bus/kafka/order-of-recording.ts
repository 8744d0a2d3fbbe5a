/**
 * Several logs, each in its own order, as one in the order in which their facts were recorded: a consumer that keeps the
 * past is then told it once and from its beginning, instead of one log after the other.
 */
export function inOrderOfRecording<Item>(
  logs: readonly (readonly Item[])[],
  recordedAt: (item: Item) => string,
): readonly Item[] {
  if (logs.length === 1) return logs[0]!
  const heads = logs.map((items) => ({ items, next: 0 }))
  const ordered: Item[] = []
  for (;;) {
    const waiting = heads.filter(({ items, next }) => next < items.length)
    if (waiting.length === 0) return ordered
    const first = waiting.reduce((earliest, head) => (timeOf(head) < timeOf(earliest) ? head : earliest))
    ordered.push(first.items[first.next]!)
    first.next += 1
  }

  function timeOf({ items, next }: { readonly items: readonly Item[]; readonly next: number }): string {
    return recordedAt(items[next]!)
  }
}
