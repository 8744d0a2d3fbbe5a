import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { read } from './http.js'
import type { QueryValue } from './query-text.js'
import type {
  AlertEpisode,
  Construction,
  Explanation,
  Ledger,
  MonthFlows,
  Page,
  ProjectDetail,
  ProjectList,
  Region,
  StoryItem,
  Subscription,
  Summary,
} from './types.js'

export type Query = Readonly<Record<string, QueryValue>>

/** The first word of every key names what live messages make stale (app/live.tsx). */
export const useSummary = (query: Query) =>
  useQuery({
    queryKey: ['summary', query],
    queryFn: ({ signal }) => read<Summary>('/dashboards/summary', { query, signal }),
    placeholderData: keepPreviousData,
  })

export const useSeries = (query: Query) =>
  useQuery({
    queryKey: ['series', query],
    queryFn: ({ signal }) => read<{ months: readonly MonthFlows[] }>('/dashboards/series', { query, signal }),
    placeholderData: keepPreviousData,
  })

export const useProjects = (query: Query) =>
  useInfiniteQuery({
    queryKey: ['projects', query],
    queryFn: ({ signal, pageParam }) =>
      read<ProjectList>('/dashboards/projects', { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })

export const useProject = (projectId: string, query: Query = {}) =>
  useQuery({
    queryKey: ['project', projectId, query],
    queryFn: ({ signal }) => read<ProjectDetail>(`/dashboards/projects/${projectId}`, { query, signal }),
    placeholderData: keepPreviousData,
  })

export const useStory = (projectId: string, query: Query) =>
  useInfiniteQuery({
    queryKey: ['story', projectId, query],
    queryFn: ({ signal, pageParam }) =>
      read<Page<StoryItem>>(`/dashboards/projects/${projectId}/story`, {
        query: { ...query, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })

export const useExplanation = (query: Query) =>
  useInfiniteQuery({
    queryKey: ['explain', query],
    queryFn: ({ signal, pageParam }) =>
      read<Explanation>('/dashboards/explain', { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })

export const useConstruction = (projectId: string) =>
  useQuery({
    queryKey: ['construction', projectId],
    queryFn: ({ signal }) => read<Construction>(`/milestones/projects/${projectId}`, { signal }),
  })

export const useLedger = (projectId: string, enabled = true) =>
  useQuery({
    queryKey: ['ledger', projectId],
    queryFn: ({ signal }) => read<Ledger>(`/funding/projects/${projectId}`, { signal }),
    enabled,
  })

export const useAlerts = (query: Query) =>
  useInfiniteQuery({
    queryKey: ['alerts', query],
    queryFn: ({ signal, pageParam }) =>
      read<Page<AlertEpisode>>('/alerts', { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })

export const useSubscriptions = (enabled = true) =>
  useQuery({
    queryKey: ['subscriptions'],
    queryFn: ({ signal }) => read<{ items: readonly Subscription[] }>('/alerts/subscriptions', { signal }),
    enabled,
  })

/** The divisions below one, or the roots; they change seldom. */
export const regionsQuery = (parent: string | undefined) => ({
  queryKey: ['regions', parent ?? ''],
  queryFn: () => read<readonly Region[]>('/registry/regions', { query: { parent } }),
  staleTime: 10 * 60_000,
})
