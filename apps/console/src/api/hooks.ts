import type { Ledger } from './ledger-types.js'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { read } from './http.js'
import type { QueryValue } from './query-text.js'
import type { AlertEpisode, Subscription } from './alert-types.js'
import type {
  Construction,
  Explanation,
  MonthFlows,
  Page,
  ProjectDetail,
  ProjectList,
  Region,
  StoryItem,
  Summary,
} from './types.js'

export type Query = Readonly<Record<string, QueryValue>>

/** The first word of every key names what live messages make stale (app/live.tsx). */
export const useSummary = (query: Query, enabled = true) =>
  useQuery({
    queryKey: ['summary', query],
    queryFn: ({ signal }) => read<Summary>('/dashboards/summary', { query, signal }),
    enabled,
    placeholderData: keepPreviousData,
  })

/**
 * The summary of the first division below that has more than one part: a deployment of one city would otherwise show its
 * province as the only row.
 */
export function useDividedRegions(query: Query, summary: Summary | undefined): Summary['byRegion'] {
  const first = onlyRegion(summary)
  const second = useSummary({ ...query, region: first }, first !== undefined).data
  const next = first === undefined ? undefined : onlyRegion(second)
  const third = useSummary({ ...query, region: next }, next !== undefined).data
  const deeper = first !== undefined && second?.byRegion.length ? second : undefined
  const deepest = next !== undefined && third?.byRegion.length ? third : undefined
  return (deepest ?? deeper ?? summary)?.byRegion ?? []
}

function onlyRegion(summary: Summary | undefined): string | undefined {
  const [one, ...others] = summary?.byRegion ?? []
  return one && others.length === 0 && one.projects === summary?.total.projects ? one.code : undefined
}

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

/** Names of projects that an answer speaks of by id only. */
export function useProjectNames(ids: readonly string[]): ReadonlyMap<string, string> {
  const { data } = useQuery({
    queryKey: ['project-names', ids],
    queryFn: () =>
      read<{ items: readonly { projectId: string; name: string }[] }>('/registry/projects/lookup', {
        method: 'POST',
        body: { ids: ids.slice(0, 1000) },
      }),
    enabled: ids.length > 0,
    staleTime: 5 * 60_000,
    placeholderData: keepPreviousData,
  })
  return new Map(data?.items.map(({ projectId, name }) => [projectId, name]))
}

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
