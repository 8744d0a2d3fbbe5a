import { useCallback, useEffect, useState } from 'react'

/** What was typed survives a lost session and a reloaded page, in this tab only, until it is sent. */
export function useDraft<Draft extends object>(name: string, fresh: Draft) {
  const key = `zhuji.draft.${name}`
  const [stored] = useState(() => readDraft<Draft>(key))
  const [draft, setDraft] = useState<Draft>({ ...fresh, ...stored })
  const [isSent, setSent] = useState(false)
  useEffect(() => {
    if (isSent || JSON.stringify(draft) === JSON.stringify(fresh)) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify(draft))
  })
  const change = useCallback((changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes })), [])
  return {
    draft,
    change,
    wasRestored: stored !== undefined && !isSent,
    discard: () => (setSent(true), sessionStorage.removeItem(key)),
    restart: () => (setSent(false), setDraft(fresh)),
  }
}

function readDraft<Draft>(key: string): Partial<Draft> | undefined {
  try {
    const text = sessionStorage.getItem(key)
    return text === null ? undefined : (JSON.parse(text) as Partial<Draft>)
  } catch {
    return undefined
  }
}
