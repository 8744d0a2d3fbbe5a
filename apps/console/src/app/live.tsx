import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import { AlertNotices } from '../alerts/alert-notices.js'
import { listen, type StreamState } from '../api/event-stream.js'
import type { StreamMessage } from '../api/sse-parser.js'

const LiveContext = createContext<StreamState>('connecting')

export function useLiveState(): StreamState {
  return use(LiveContext)
}

/** Changes often come in bursts (an import); what is on the screen is read again at most this often. */
const SETTLE_MS = 700

export function LiveUpdates({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient()
  const [state, setState] = useState<StreamState>('connecting')
  useEffect(() => {
    const stale = staleMarker(queries)
    const end = listen('/dashboards/stream', {
      onState: setState,
      onMessage: (message) => message.event === 'changed' && stale.projects(projectIdsOf(message)),
    })
    return () => (end(), stale.stop())
  }, [queries])
  return (
    <LiveContext value={state}>
      <AlertNotices />
      {children}
    </LiveContext>
  )
}

function projectIdsOf({ data }: StreamMessage): readonly string[] {
  try {
    const { projectIds } = JSON.parse(data) as { projectIds?: readonly string[] }
    return projectIds ?? []
  } catch {
    return []
  }
}

const OF_ALL = new Set(['summary', 'series', 'projects', 'explain'])
const OF_ONE = new Set(['project', 'story', 'construction', 'ledger', 'entries'])

/** Collects what changed and marks the answers that may differ now; the ones on the screen are then read again. */
function staleMarker(queries: QueryClient) {
  const changed = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const mark = () => {
    timer = undefined
    const ids = new Set(changed)
    changed.clear()
    void queries.invalidateQueries({
      predicate: ({ queryKey: [kind, id] }) =>
        OF_ALL.has(String(kind)) || (OF_ONE.has(String(kind)) && ids.has(String(id))),
    })
  }
  return {
    projects(ids: readonly string[]) {
      for (const id of ids) changed.add(id)
      timer ??= setTimeout(mark, SETTLE_MS)
    },
    stop() {
      clearTimeout(timer)
    },
  }
}
