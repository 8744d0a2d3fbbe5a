import { useSearchParams } from 'react-router'
import type { Query } from '../api/hooks.js'
import { queryText } from '../api/query-text.js'

const PARAMETER = 'explain'

/** Which figure is open, with its scope. In the address: the way back closes the drawer, and a link shows it to others. */
export function useExplained(): Readonly<Record<string, string>> | undefined {
  const [search] = useSearchParams()
  const text = search.get(PARAMETER)
  return text ? Object.fromEntries(new URLSearchParams(text)) : undefined
}

export function useExplain() {
  const [, setSearch] = useSearchParams()
  return {
    explain: (question: Query & { readonly figure: string }) =>
      setSearch((before) => {
        const after = new URLSearchParams(before)
        after.set(PARAMETER, queryText(question).slice(1))
        return after
      }),
    close: () =>
      setSearch((before) => {
        const after = new URLSearchParams(before)
        after.delete(PARAMETER)
        return after
      }),
  }
}
