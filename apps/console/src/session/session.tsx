import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import { useLocation } from 'react-router'
import { takeTokensFrom, read } from '../api/http.js'
import type { Session } from '../api/types.js'
import { Waiting } from '../app/states.js'
import { SignInPage } from './sign-in-page.js'
import { bearerToken, renew, userManager } from './user-manager.js'

const SessionContext = createContext<Session | undefined>(undefined)

export function useSession(): Session {
  const session = use(SessionContext)
  if (!session) throw new Error('useSession needs a signed-in session above it')
  return session
}

/** What a role may not do is not offered; the services refuse it all the same. */
export function useMay(permission: string): boolean {
  return useSession().permissions.includes(permission)
}

type Presence = 'unknown' | 'absent' | 'present' | 'ended'

/** Shows what is inside to somebody signed in, and the way in to everybody else, without leaving the address. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const presence = usePresence()
  const { data, error, refetch } = useQuery({
    queryKey: ['session'],
    queryFn: () => read<Session>('/session'),
    enabled: presence === 'present',
    staleTime: 5 * 60_000,
  })
  const { pathname, search } = useLocation()
  if (presence === 'absent' || presence === 'ended') {
    return <SignInPage place={pathname + search} ended={presence === 'ended'} />
  }
  return data ? <SessionContext value={data}>{children}</SessionContext> : <Waiting error={error} onRetry={refetch} />
}

function usePresence(): Presence {
  const [presence, setPresence] = useState<Presence>('unknown')
  useEffect(() => {
    takeTokensFrom({
      token: bearerToken,
      renewed: async () => {
        if (await renew()) return true
        setPresence((before) => (before === 'present' ? 'ended' : 'absent'))
        return false
      },
    })
    void userManager.getUser().then((user) => setPresence(user ? 'present' : 'absent'))
  }, [])
  return presence
}
