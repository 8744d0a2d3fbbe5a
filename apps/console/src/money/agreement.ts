import { useQuery } from '@tanstack/react-query'
import { read } from '../api/http.js'
import type { Agreement, AgreementPayment } from '../api/ledger-types.js'

export const agreementPath = (agreementId: string): string => `/funding/agreements/${agreementId}`

export function useAgreement(agreementId: string) {
  return useQuery({
    queryKey: ['agreements', agreementId],
    queryFn: ({ signal }) => read<Agreement>(agreementPath(agreementId), { signal }),
  })
}

/** Newest first, of those that are seen. */
export function useAgreementPayments(agreementId: string) {
  return useQuery({
    queryKey: ['agreements', agreementId, 'payments'],
    queryFn: ({ signal }) =>
      read<{ items: readonly AgreementPayment[] }>(`${agreementPath(agreementId)}/payments`, { signal }),
  })
}

/** What a project is called among those of an agreement. */
export function nameIn(projects: Agreement['projects']): (projectId: string) => string {
  return (wanted) => projects.find(({ projectId }) => projectId === wanted)?.name ?? wanted
}
